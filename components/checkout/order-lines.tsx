import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { formatMoney } from '@/lib/domain/money';

export interface OrderAmounts {
  readonly lines: readonly OrderLine[];
  readonly discountMinor: number;
  /** Undefined when the discount's code is not known any more. */
  readonly promoCode: string | undefined;
  readonly totalMinor: number;
  readonly currency: string;
}

interface OrderLine {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  /** Said beside the name, such as that it was refunded. */
  readonly mark?: string | undefined;
}

/** Tickets, quantity and price of an order, discount and total. */
export function OrderLines({ lines, discountMinor, promoCode, totalMinor, currency }: OrderAmounts) {
  const t = useTranslations('checkout.order');
  const locale = useLocale();
  const discount = promoCode === undefined ? t('discount') : t('discountCode', { code: promoCode });
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{t('title')}</caption>
      <thead className="text-sm text-text-muted">
        <tr className="border-b border-border">
          <th scope="col" className="py-2 pr-3">
            {t('ticket')}
          </th>
          <th scope="col" className="py-2 pr-3 whitespace-nowrap">
            {t('quantity')}
          </th>
          <th scope="col" className="py-2 text-right">
            {t('price')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className="py-2 pr-3 font-normal">
              {line.name} {line.mark !== undefined && <strong className="text-danger">{line.mark}</strong>}
            </th>
            <td className="py-2 pr-3 whitespace-nowrap">{t('one')}</td>
            <td className="py-2 text-right">
              <Money amountMinor={line.priceMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {discountMinor > 0 && (
          <>
            <Sum label={t('subtotal')} amount={formatMoney(totalMinor + discountMinor, currency, locale)} />
            <Sum label={discount} amount={`−${formatMoney(discountMinor, currency, locale)}`} />
          </>
        )}
        <tr className="border-t-2 border-border-strong font-bold">
          <th scope="row" colSpan={2} className="py-2 pr-3">
            {t('total')}
          </th>
          <td className="py-2 text-right">
            <Money amountMinor={totalMinor} currency={currency} /> {totalMinor === 0 && t('free')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Sum({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <tr className="border-t border-border">
      <th scope="row" colSpan={2} className="py-2 pr-3 font-normal">
        {label}
      </th>
      <td className="py-2 text-right whitespace-nowrap tabular-nums">{amount}</td>
    </tr>
  );
}
