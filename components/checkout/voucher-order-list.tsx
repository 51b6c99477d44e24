import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { LocalTime } from '@/components/ui/local-time';
import { Money } from '@/components/ui/money';

export interface ShownVoucherOrder {
  readonly orderId: string;
  readonly orderCode: string;
  readonly eventTitle: string;
  readonly timeZone: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly deadline: Date;
}

/** Orders that wait to be paid at a konbini, for those who come back the next day. */
export function VoucherOrderList({ orders }: { readonly orders: readonly ShownVoucherOrder[] }) {
  const t = useTranslations('tickets');
  if (orders.length === 0) return null;
  return (
    <section aria-labelledby="to-pay" className="flex flex-col gap-4">
      <h2 id="to-pay" className="text-xl">
        {t('pending.title')}
      </h2>
      <p>{t('pending.text')}</p>
      <ul className="grid gap-6 lg:grid-cols-2">
        {orders.map((order) => (
          <li
            key={order.orderId}
            className="flex flex-col gap-4 rounded-card border-2 border-border-strong bg-surface-raised p-5"
          >
            <h3 className="text-lg">{order.eventTitle}</h3>
            <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
              <div>
                <dt className="text-text-muted">{t('pending.deadline')}</dt>
                <dd className="font-bold">
                  <LocalTime at={order.deadline} venueTimeZone={order.timeZone} />
                </dd>
              </div>
              <div>
                <dt className="text-text-muted">{t('pending.amount')}</dt>
                <dd className="font-bold">
                  <Money amountMinor={order.totalMinor} currency={order.currency} />
                </dd>
              </div>
              <div>
                <dt className="text-text-muted">{t('order')}</dt>
                <dd className="font-mono">{order.orderCode}</dd>
              </div>
            </dl>
            <div>
              <ButtonLink
                href={`/orders/${order.orderId}`}
                aria-label={t('pending.actionNamed', { event: order.eventTitle })}
              >
                {t('pending.action')}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
