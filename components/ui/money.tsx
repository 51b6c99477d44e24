import { useLocale } from 'next-intl';
import { formatMoney, type Money as Amount } from '@/lib/domain/money';

/** An amount as readers of the page write it; yen without decimals. */
export function Money({ amountMinor, currency }: Amount) {
  const locale = useLocale();
  return <span className="whitespace-nowrap tabular-nums">{formatMoney(amountMinor, currency, locale)}</span>;
}
