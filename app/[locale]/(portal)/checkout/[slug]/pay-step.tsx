import { getTranslations } from 'next-intl/server';
import { ChangeTickets } from '@/components/checkout/change-tickets';
import { declineReason } from '@/components/checkout/decline-reason';
import { FreeForm } from '@/components/checkout/free-form';
import { HoldCountdown } from '@/components/checkout/hold-countdown';
import { HoldProvider } from '@/components/checkout/hold-context';
import { OrderLines } from '@/components/checkout/order-lines';
import { PaymentSection } from '@/components/checkout/payment-section';
import { PromoCode } from '@/components/checkout/promo-code';
import { Notice } from '@/components/ui/notice';
import type { EventView } from '@/lib/domain/event-view';
import { env } from '@/lib/config/env';
import { formatMoney } from '@/lib/domain/money';
import { orderStanding } from '@/lib/domain/order-standing';
import { methodsFor } from '@/lib/domain/payment-method';
import type { OrderDetail } from '@/lib/sales/find-order';
import { localizedPath } from '@/messages/localized-path';
import { syncOrder } from '../../orders/[orderId]/actions';
import { applyPromo, cancelHold, payOrder, removePromo } from './actions';
import { saleOf } from './sale-of';

interface PayStepProps {
  readonly event: EventView;
  readonly order: OrderDetail;
  readonly locale: string;
  readonly now: Date;
}

/** The held order, its countdown, and the way to pay it. */
export async function PayStep({ event, order, locale, now }: PayStepProps) {
  const t = await getTranslations('checkout');
  const sale = saleOf(event, order, { locale, now });
  const { APP_URL, STRIPE_JS_URL, STRIPE_PUBLISHABLE_KEY } = env();
  const orderPath = localizedPath(`/orders/${order.id}`, locale === 'en' ? 'en' : 'ja');
  const form = {
    action: payOrder,
    sync: syncOrder,
    orderId: order.id,
    returnUrl: new URL(orderPath, APP_URL).href,
    slug: event.slug,
    sale,
  };
  return (
    <HoldProvider until={order.holdUntil.toISOString()} serverTime={now.toISOString()}>
      <section
        aria-labelledby="held"
        className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
      >
        <HoldCountdown titleId="held" />
        <OrderLines {...sale} promoCode={order.promoCode} />
        <PromoCode
          orderId={order.id}
          slug={event.slug}
          applied={order.promoCode}
          total={formatMoney(order.totalMinor, order.currency, locale)}
          apply={applyPromo}
          remove={removePromo}
        />
        <p className="text-sm text-text-muted">
          {t('order.contact')}: {order.contactEmail}
        </p>
        <ChangeTickets action={cancelHold} orderId={order.id} slug={event.slug} />
      </section>
      {orderStanding(order, now) === 'declined' && <LastDecline order={order} />}
      {order.totalMinor === 0 ? (
        <FreeForm {...form} />
      ) : (
        <PaymentSection
          {...form}
          methods={methodsFor(order)}
          contactEmail={order.contactEmail}
          stripe={{ scriptUrl: STRIPE_JS_URL, publishableKey: STRIPE_PUBLISHABLE_KEY }}
        />
      )}
    </HoldProvider>
  );
}

async function LastDecline({ order: { payment } }: Pick<PayStepProps, 'order'>) {
  const t = await getTranslations('checkout.decline');
  const reason = declineReason(payment?.failureCode ?? undefined, payment?.method ?? undefined);
  return (
    <Notice tone="warning" title={t(`${reason}.title`)}>
      {t(`${reason}.text`)}
    </Notice>
  );
}
