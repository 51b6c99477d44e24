/** States of an order (docs/architecture.md has the machine as a picture). */
export const orderStates = [
  'held',
  'paid',
  'expired',
  'canceled',
  'refunding',
  'refunded',
  'partially_refunded',
  'disputed',
] as const;

export type OrderState = (typeof orderStates)[number];

export type PaymentState = 'pending' | 'succeeded' | 'failed' | 'canceled';

/** `requires_action`: Stripe waits for the buyer's bank details (konbini). */
export type RefundState = 'due' | 'pending' | 'requires_action' | 'succeeded' | 'failed';

/** What the buyer is told. */
export type OrderView =
  'awaiting_payment' | 'paid' | 'not_charged' | 'refund_coming' | 'refunded' | 'disputed';

export function orderView(state: OrderState): OrderView {
  switch (state) {
    case 'held':
      return 'awaiting_payment';
    case 'paid':
    case 'partially_refunded':
      return 'paid';
    case 'expired':
    case 'canceled':
      return 'not_charged';
    case 'refunding':
      return 'refund_coming';
    case 'refunded':
      return 'refunded';
    case 'disputed':
      return 'disputed';
  }
}

/** What a payment that succeeded means for its order, whatever happened to the order meanwhile. */
export type SucceededPaymentEffect = 'fulfill' | 'try_late_fulfillment' | 'refund' | 'nothing';

export function effectOfSucceededPayment(order: OrderState, payment: PaymentState): SucceededPaymentEffect {
  if (payment === 'succeeded') return 'nothing';
  switch (order) {
    case 'held':
      return 'fulfill';
    case 'expired':
    case 'canceled':
      return 'try_late_fulfillment';
    case 'paid':
    case 'partially_refunded':
    case 'refunding':
    case 'refunded':
    case 'disputed':
      return 'refund';
  }
}
