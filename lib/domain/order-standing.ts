import { type OrderState, orderView, type OrderView, type PaymentState } from './order';
import type { PaymentMethod, Voucher } from './payment-method';

/** How an order stands for its buyer: each has its own words on the order's page. */
export type OrderStanding =
  | Exclude<OrderView, 'awaiting_payment'>
  | 'partially_refunded'
  /** Held, and no payment has begun that could still come in. */
  | 'unpaid'
  /** Begun, and it waits for something that only the buyer can do. */
  | 'unfinished'
  /** Begun, and what became of it is not known yet. */
  | 'checking'
  | 'declined'
  /** A konbini voucher waits to be paid. */
  | 'voucher'
  | 'voucher_expired'
  | 'too_many_attempts';

export interface StandingFacts {
  readonly state: OrderState;
  readonly holdUntil: Date;
  readonly payment: PaymentSoFar | undefined;
}

interface PaymentSoFar {
  readonly state: PaymentState;
  readonly paymentIntentId: string | null;
  /** The PaymentIntent's own status (docs.stripe.com/payments/paymentintents/lifecycle). */
  readonly stripeStatus: string | null;
  /** Stripe's decline or error code, or one of our own. */
  readonly failureCode: string | null;
  readonly method: PaymentMethod | null;
  readonly voucher: Voucher | null;
}

export function orderStanding(facts: StandingFacts, now: Date): OrderStanding {
  const { state, payment } = facts;
  if (state === 'partially_refunded') return state;
  const view = orderView(state);
  if (view === 'awaiting_payment') return heldStanding(facts, now);
  if (view !== 'not_charged') return view;
  if (payment?.failureCode === 'too_many_attempts') return 'too_many_attempts';
  return state === 'expired' && payment !== undefined && wasVoucher(payment) ? 'voucher_expired' : view;
}

function heldStanding({ holdUntil, payment }: StandingFacts, now: Date): OrderStanding {
  const idle = holdUntil > now ? 'unpaid' : 'not_charged';
  if (payment === undefined || payment.state !== 'pending' || payment.paymentIntentId === null) return idle;
  if (payment.voucher !== null) {
    return Date.parse(payment.voucher.expiresAt) > now.getTime() ? 'voucher' : 'voucher_expired';
  }
  if (payment.stripeStatus === 'requires_action') return 'unfinished';
  if (payment.failureCode === EXPIRED_VOUCHER) return 'voucher_expired';
  if (holdUntil <= now && payment.stripeStatus === 'requires_payment_method') return 'not_charged';
  if (payment.failureCode !== null) return 'declined';
  const waitsForBuyer = ['requires_payment_method', 'requires_confirmation'];
  return waitsForBuyer.includes(payment.stripeStatus ?? '') ? 'unfinished' : 'checking';
}

/** docs.stripe.com/error-codes */
const EXPIRED_VOUCHER = 'payment_intent_payment_attempt_expired';

function wasVoucher({ failureCode, method }: PaymentSoFar): boolean {
  return failureCode === EXPIRED_VOUCHER || method === 'konbini';
}

/** Whether the order can still be paid or is being paid; any other has come to an end. */
export function isOpenStanding(standing: OrderStanding): boolean {
  return ['unpaid', 'unfinished', 'checking', 'declined', 'voucher'].includes(standing);
}
