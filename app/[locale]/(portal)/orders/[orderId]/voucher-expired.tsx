import { getLocale, getTranslations } from 'next-intl/server';
import { OrderStatus } from '@/components/checkout/order-status';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { OrderDetail } from '@/lib/sales/find-order';
import { syncOrder } from './actions';

interface VoucherExpiredProps {
  readonly order: OrderDetail;
  readonly now: Date;
}

/** The konbini deadline has passed: money paid in time may be on its way; else the seat may still be held. */
export async function VoucherExpired({ order, now }: VoucherExpiredProps) {
  const t = await getTranslations('order.voucher_expired');
  const locale = await getLocale();
  const isHeld = order.state === 'held' && order.holdUntil > now;
  // Stripe has not closed it yet: a payment of the last minute is still told of.
  const isClosing = isHeld && (order.payment?.voucher ?? null) !== null;
  const until = formatDateTime({ at: order.holdUntil, timeZone: order.timeZone, locale });
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p>{t('text')}</p>
      {isClosing && <p role="status">{t('paidInTime')}</p>}
      {!isClosing && (
        <>
          <p>{isHeld ? t('held', { until }) : t('over')}</p>
          <div>
            <ButtonLink href={`/checkout/${encodeURIComponent(order.eventSlug)}`}>
              {isHeld ? t('actionHeld') : t('actionOver')}
            </ButtonLink>
          </div>
        </>
      )}
      {order.state === 'held' && (
        <OrderStatus
          orderId={order.id}
          shown="voucher_expired"
          action={syncOrder}
          pace={isClosing ? 'patient' : 'quick'}
        />
      )}
    </>
  );
}
