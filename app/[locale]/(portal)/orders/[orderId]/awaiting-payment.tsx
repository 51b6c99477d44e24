import { getLocale, getTranslations } from 'next-intl/server';
import { declineReason } from '@/components/checkout/decline-reason';
import { OrderStatus } from '@/components/checkout/order-status';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDateTime } from '@/components/ui/format-date-time';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import type { OrderDetail } from '@/lib/sales/find-order';
import { syncOrder } from './actions';

interface AwaitingPaymentProps {
  readonly order: OrderDetail;
  readonly standing: 'unpaid' | 'unfinished' | 'checking' | 'declined';
}

/** A held order that is not paid: not begun, left half way, being checked, or declined. */
export async function AwaitingPayment({ order, standing }: AwaitingPaymentProps) {
  const t = await getTranslations('order');
  const checkout = `/checkout/${encodeURIComponent(order.eventSlug)}`;
  switch (standing) {
    case 'unpaid':
      return (
        <>
          <h1 className="text-3xl">{t('unpaid.title')}</h1>
          <div>
            {t('unpaid.text')} <LocalTime at={order.holdUntil} venueTimeZone={order.timeZone} />
          </div>
          <Action href={checkout}>{t('unpaid.action')}</Action>
        </>
      );
    case 'unfinished':
      return (
        <>
          <h1 className="text-3xl">{t('unfinished.title')}</h1>
          <p>{t('unfinished.text')}</p>
          <Action href={checkout}>{t('unpaid.action')}</Action>
          <OrderStatus orderId={order.id} shown={standing} action={syncOrder} pace="quick" />
        </>
      );
    case 'checking':
      return (
        <>
          <h1 className="text-3xl">{t('awaiting_payment.title')}</h1>
          <OrderStatus
            orderId={order.id}
            shown={standing}
            action={syncOrder}
            pace="quick"
            slow={t('awaiting_payment.slow')}
            again={t('awaiting_payment.again')}
          >
            <p role="status">{t('awaiting_payment.text')}</p>
          </OrderStatus>
        </>
      );
    case 'declined':
      return (
        <>
          <h1 className="text-3xl">{t('unpaid.title')}</h1>
          <Declined order={order} />
          <Action href={checkout}>{t('declined.action')}</Action>
          <OrderStatus orderId={order.id} shown={standing} action={syncOrder} pace="quick" />
        </>
      );
  }
}

function Action({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <div>
      <ButtonLink href={href}>{children}</ButtonLink>
    </div>
  );
}

async function Declined({ order }: Pick<AwaitingPaymentProps, 'order'>) {
  const t = await getTranslations();
  const locale = await getLocale();
  const { payment, holdUntil, timeZone } = order;
  const reason = declineReason(payment?.failureCode ?? undefined, payment?.method ?? undefined);
  const until = formatDateTime({ at: holdUntil, timeZone, locale });
  return (
    <Notice tone="danger" title={t(`checkout.decline.${reason}.title`)}>
      <p>{t(`checkout.decline.${reason}.text`)}</p>
      <p>{t('order.declined.kept', { until })}</p>
    </Notice>
  );
}
