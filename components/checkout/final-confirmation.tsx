import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDateTime } from '@/components/ui/format-date-time';
import { formatMoney } from '@/lib/domain/money';
import type { PaymentMethod } from '@/lib/domain/payment-method';

export type PayMethod = PaymentMethod | 'free';

export interface ConfirmedLine {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
}

/** What is sold, as the server knows it. */
export interface Sale {
  readonly lines: readonly ConfirmedLine[];
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly days: readonly { readonly title: string; readonly doorsAt: Date; readonly endsAt: Date }[];
  readonly venueTimeZone: string;
  readonly saleEndsAt: Date;
  /** Until when a konbini voucher may be paid; null where none is offered. */
  readonly voucherDeadline: Date | null;
  readonly refundTerms: string;
}

interface FinalConfirmationProps extends Sale {
  readonly method: PayMethod;
  readonly holdUntil: Date;
  /** What the button below says. */
  readonly button: string;
}

/**
 * The six items that the last screen before a purchase must show in Japan: quantity, price, time and method of
 * payment, time of delivery, deadline, cancellation (Act on Specified Commercial Transactions, art. 12-6). They are
 * those of the chosen method.
 */
export function FinalConfirmation(sale: FinalConfirmationProps) {
  const t = useTranslations('checkout.confirm');
  const order = useTranslations('checkout.order');
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, sale.currency, locale);
  const time = (at: Date) => formatDateTime({ at, timeZone: sale.venueTimeZone, locale });
  const { method, button } = sale;
  const isKonbini = method === 'konbini';
  const deadline = time(sale.voucherDeadline ?? sale.holdUntil);
  const prices = sale.lines.map((line) => `${line.name}: ${money(line.priceMinor)}`);
  const discount = sale.discountMinor === 0 ? [] : [`${order('discount')}: −${money(sale.discountMinor)}`];
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
          <List texts={sale.lines.map((line) => `${line.name}: ${order('one')}`)} />
        </Item>
        <Item name={t('price')}>
          <List texts={[...prices, ...discount]} />
          <p className="font-bold">{t('priceTotal', { total: money(sale.totalMinor) })}</p>
          <p>{t('dataCost')}</p>
        </Item>
        <Item name={t('payment')}>
          {isKonbini && t('paymentBy.konbini', { button, deadline })}
          {(method === 'card' || method === 'paypay') && t(`paymentBy.${method}`, { button })}
          {method === 'free' && t('paymentBy.free')}
        </Item>
        <Item name={t('delivery')}>
          <p>{t(`deliveryBy.${isKonbini || method === 'free' ? method : 'paid'}`)}</p>
          <p>{t('deliveryHours')}</p>
          <List
            texts={sale.days.map((day) =>
              t('deliveryDay', { day: day.title, from: time(day.doorsAt), until: time(day.endsAt) }),
            )}
          />
        </Item>
        <Item name={t('deadline')}>
          <p>{t('deadlineOrder', { hold: time(sale.holdUntil), sale: time(sale.saleEndsAt) })}</p>
          {isKonbini && <p>{t('deadlineKonbini', { deadline })}</p>}
        </Item>
        <Item name={t('cancel')}>
          <p>{sale.refundTerms}</p>
          {isKonbini && <p>{t('cancelKonbini')}</p>}
        </Item>
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
