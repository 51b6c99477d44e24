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

/** The konbini deadline has passed: money paid in time may still be on its way, and the seat may still be held. */
export async function VoucherExpired({ order, now }: VoucherExpiredProps) {
  const t = await getTranslations('order.voucher_expired');
  const locale = await getLocale();
  const isHeld = order.state === 'held' && order.holdUntil > now;
  const until = formatDateTime({ at: order.holdUntil, timeZone: order.timeZone, locale });
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p>{t('text')}</p>
      <p>{t('paidInTime')}</p>
      <p>{isHeld ? t('held', { until }) : t('over')}</p>
      {order.state === 'held' && (
        <OrderStatus orderId={order.id} shown="voucher_expired" action={syncOrder} pace="patient" />
      )}
      <div>
        <ButtonLink href={`/checkout/${encodeURIComponent(order.eventSlug)}`}>
          {isHeld ? t('actionHeld') : t('actionOver')}
        </ButtonLink>
      </div>
    </>
  );
}
