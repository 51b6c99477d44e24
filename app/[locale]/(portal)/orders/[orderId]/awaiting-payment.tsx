import { getTranslations } from 'next-intl/server';
import { declineReason } from '@/components/checkout/decline-reason';
import { OrderStatus } from '@/components/checkout/order-status';
import { ButtonLink } from '@/components/ui/button-link';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import type { OrderDetail } from '@/lib/sales/find-order';
import { syncOrder } from './actions';

interface AwaitingPaymentProps {
  readonly order: OrderDetail;
  readonly failed: boolean;
  readonly now: Date;
}

/** An order that is not settled: never begun, being checked, or declined. */
export async function AwaitingPayment({ order, failed, now }: AwaitingPaymentProps) {
  const t = await getTranslations('order');
  const slug = encodeURIComponent(order.eventSlug);
  const isHeld = order.holdUntil > now;
  const hasBegun = typeof order.payment?.paymentIntentId === 'string';
  if (!hasBegun) {
    return (
      <>
        <h1 className="text-3xl">{isHeld ? t('unpaid.title') : t('not_charged.title')}</h1>
        {isHeld ? (
          <div>
            {t('unpaid.text')} <LocalTime at={order.holdUntil} venueTimeZone={order.timeZone} />
          </div>
        ) : (
          <p>{t('not_charged.text')}</p>
        )}
        <div>
          <ButtonLink href={`/checkout/${slug}`}>
            {isHeld ? t('unpaid.action') : t('not_charged.action')}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <h1 className="text-3xl">{failed ? t('unpaid.title') : t('awaiting_payment.title')}</h1>
      {failed && <Declined code={order.payment?.failureCode ?? undefined} />}
      <OrderStatus
        orderId={order.id}
        shown={{ view: 'awaiting_payment', failed }}
        action={syncOrder}
        slow={failed ? undefined : t('awaiting_payment.slow')}
        again={t('awaiting_payment.again')}
      >
        {!failed && <p role="status">{t('awaiting_payment.text')}</p>}
      </OrderStatus>
      {failed && (
        <div>
          <ButtonLink href={`/checkout/${slug}`}>{t('failed.action')}</ButtonLink>
        </div>
      )}
    </>
  );
}

async function Declined({ code }: { readonly code: string | undefined }) {
  const t = await getTranslations('checkout.decline');
  const reason = declineReason(code);
  return (
    <Notice tone="danger" title={t(`${reason}.title`)}>
      {t(`${reason}.text`)}
    </Notice>
  );
}
