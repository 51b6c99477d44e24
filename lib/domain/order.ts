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

/** What the rows around an order say once money has come in. */
export interface SettledFacts {
  readonly state: OrderState;
  /** A payment that fits, or nothing to pay, stands behind the tickets. */
  readonly isCarried: boolean;
  readonly lines: number;
  /** Lines whose rights were not taken back. */
  readonly openLines: number;
  readonly isRefundedInFull: boolean;
  /** The money of all lines that were taken back has reached its buyer. */
  readonly areRefundsDone: boolean;
  /** Of the payment behind the tickets, or of any where there is none. */
  readonly hasOpenDispute: boolean;
  readonly hasLostDispute: boolean;
  /** Money that could not be used for this order is back with its buyer. */
  readonly areStraysDone: boolean;
}

/** The state that follows from the facts; undefined for an order no money has come in for. */
export function settledState(facts: SettledFacts): OrderState | undefined {
  if (facts.state === 'held' || facts.state === 'expired' || facts.state === 'canceled') return undefined;
  if (facts.hasLostDispute) return 'refunded';
  const isOver = !facts.isCarried || facts.openLines === 0;
  if (isOver && (facts.isCarried ? facts.areRefundsDone : facts.areStraysDone)) return 'refunded';
  // Before `refunding`: Stripe refunds nothing while the card company decides.
  if (facts.hasOpenDispute) return 'disputed';
  if (isOver) return 'refunding';
  return facts.openLines < facts.lines ? 'partially_refunded' : 'paid';
}
