import type Stripe from 'stripe';
import type { Twin } from './twin';
import type { DeliveryAttempt } from './webhook-delivery';

export interface Ledger {
  payment_intents: Stripe.PaymentIntent[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  early_fraud_warnings: Stripe.Radar.EarlyFraudWarning[];
  events: (Stripe.EventBase & { deliveries: DeliveryAttempt[] })[];
}

/** All that happened, oldest first; `payment_intent` or `metadata_order` narrow it to those payments. */
export function readLedger(twin: Twin, query: URLSearchParams): Ledger {
  const { store, delivery } = twin;
  const id = query.get('payment_intent');
  const order = query.get('metadata_order');
  const paymentIntents = [...store.paymentIntents.values()].filter(
    (intent) => (id === null || intent.id === id) && (order === null || intent.metadata.order_id === order),
  );
  const ids = new Set(paymentIntents.map((intent) => intent.id));
  const isOurs = (object: object): boolean =>
    (id === null && order === null) || ids.has(paymentIntentOf(object));
  return {
    payment_intents: paymentIntents,
    charges: [...store.charges.values()].filter(isOurs),
    refunds: [...store.refunds.values()].filter(isOurs),
    disputes: [...store.disputes.values()].filter(isOurs),
    early_fraud_warnings: [...store.warnings.values()].filter(isOurs),
    events: [...store.events.values()]
      .filter((event) => isOurs(event.data.object))
      .map((event) => ({
        ...event,
        deliveries: delivery.attempts.filter((attempt) => attempt.event === event.id),
      })),
  };
}

function paymentIntentOf(object: object): string {
  if ('payment_intent' in object && typeof object.payment_intent === 'string') return object.payment_intent;
  return 'id' in object && typeof object.id === 'string' ? object.id : '';
}
