import { getTranslations } from 'next-intl/server';
import { ChangeTickets } from '@/components/checkout/change-tickets';
import { declineReason } from '@/components/checkout/decline-reason';
import { FinalConfirmation } from '@/components/checkout/final-confirmation';
import { HoldCountdown } from '@/components/checkout/hold-countdown';
import { OrderLines } from '@/components/checkout/order-lines';
import { PaymentSection } from '@/components/checkout/payment-section';
import { Notice } from '@/components/ui/notice';
import type { EventView } from '@/lib/catalog/find-event';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import type { OrderDetail } from '@/lib/sales/find-order';
import { localizedPath } from '@/messages/localized-path';
import { cancelHold, payOrder } from './actions';

interface PayStepProps {
  readonly event: EventView;
  readonly order: OrderDetail;
  readonly locale: string;
  readonly now: Date;
}

/** The held order, its countdown, and the way to pay it. */
export async function PayStep({ event, order, locale, now }: PayStepProps) {
  const t = await getTranslations('checkout');
  const types = event.ticketTypes.filter(({ id }) => order.lines.some((line) => line.ticketTypeId === id));
  const days = event.days.filter(({ id }) => types.some((type) => type.eventDayIds.includes(id)));
  const lines = order.lines.map((line) => ({
    id: line.ticketTypeId,
    name: inLocale(line.name, locale),
    priceMinor: line.priceMinor,
  }));
  const hold = { until: order.holdUntil.toISOString(), serverTime: now.toISOString() };
  const failure = order.payment?.failureCode;
  const { APP_URL, STRIPE_JS_URL, STRIPE_PUBLISHABLE_KEY } = env();
  const orderPath = localizedPath(`/orders/${order.id}`, locale === 'en' ? 'en' : 'ja');
  return (
    <>
      <section
        aria-labelledby="held"
        className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
      >
        <HoldCountdown {...hold} titleId="held" />
        <OrderLines lines={lines} totalMinor={order.totalMinor} currency={order.currency} />
        <p className="text-sm text-text-muted">
          {t('order.contact')}: {order.contactEmail}
        </p>
        <ChangeTickets action={cancelHold} orderId={order.id} slug={event.slug} />
      </section>
      {typeof failure === 'string' && (
        <Notice tone="warning" title={t(`decline.${declineReason(failure)}.title`)}>
          {t(`decline.${declineReason(failure)}.text`)}
        </Notice>
      )}
      <PaymentSection
        action={payOrder}
        orderId={order.id}
        returnUrl={new URL(orderPath, APP_URL).href}
        slug={event.slug}
        amountMinor={order.totalMinor}
        currency={order.currency}
        hold={hold}
        stripe={{ scriptUrl: STRIPE_JS_URL, publishableKey: STRIPE_PUBLISHABLE_KEY }}
      >
        <FinalConfirmation
          lines={lines}
          totalMinor={order.totalMinor}
          currency={order.currency}
          days={days
            .filter((day) => day.endsAt > now)
            .map((day) => ({ ...day, title: inLocale(day.title, locale) }))}
          venueTimeZone={event.timeZone}
          holdUntil={order.holdUntil}
          saleEndsAt={earliest(types.map((type) => type.saleEndsAt)) ?? order.holdUntil}
          refundTerms={inLocale(event.refundTerms, locale)}
        />
      </PaymentSection>
    </>
  );
}

function earliest(moments: readonly Date[]): Date | undefined {
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
