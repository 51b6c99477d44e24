import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDateTime } from '@/components/ui/format-date-time';
import { formatMoney } from '@/lib/domain/money';

export interface ConfirmedLine {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
}

interface FinalConfirmationProps {
  readonly lines: readonly ConfirmedLine[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly days: readonly { readonly title: string; readonly doorsAt: Date; readonly endsAt: Date }[];
  readonly venueTimeZone: string;
  readonly holdUntil: Date;
  readonly saleEndsAt: Date;
  readonly refundTerms: string;
}

/**
 * The six items that the last screen before a purchase must show in Japan: quantity, price, time and method of
 * payment, time of delivery, deadline, cancellation (Act on Specified Commercial Transactions, art. 12-6).
 */
export function FinalConfirmation(sale: FinalConfirmationProps) {
  const t = useTranslations('checkout.confirm');
  const one = useTranslations('checkout.order')('one');
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, sale.currency, locale);
  const time = (at: Date) => formatDateTime({ at, timeZone: sale.venueTimeZone, locale });
  return (
    <section
      aria-labelledby="confirmation"
      className="flex flex-col gap-3 rounded-card border-2 border-border-strong bg-surface-raised p-4"
    >
      <h2 id="confirmation" className="text-xl">
        {t('title')}
      </h2>
      <dl className="flex flex-col divide-y divide-border">
        <Item name={t('quantity')}>
          <List texts={sale.lines.map((line) => `${line.name}: ${one}`)} />
        </Item>
        <Item name={t('price')}>
          <List texts={sale.lines.map((line) => `${line.name}: ${money(line.priceMinor)}`)} />
          <p className="font-bold">{t('priceNote', { total: money(sale.totalMinor) })}</p>
        </Item>
        <Item name={t('payment')}>{t('paymentText')}</Item>
        <Item name={t('delivery')}>
          <p>{t('deliveryText')}</p>
          <List
            texts={sale.days.map((day) =>
              t('deliveryDay', { day: day.title, from: time(day.doorsAt), until: time(day.endsAt) }),
            )}
          />
        </Item>
        <Item name={t('deadline')}>
          {t('deadlineText', { hold: time(sale.holdUntil), sale: time(sale.saleEndsAt) })}
        </Item>
        <Item name={t('cancel')}>{sale.refundTerms}</Item>
      </dl>
    </section>
  );
}

function Item({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1 py-2 sm:grid-cols-4 sm:gap-4">
      <dt className="font-bold">{name}</dt>
      <dd className="sm:col-span-3">{children}</dd>
    </div>
  );
}

function List({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
