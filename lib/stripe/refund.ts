import Stripe from 'stripe';
import { askStripe, stripeFault } from '@/lib/stripe/client';
import { type RefundFacts, refundFacts } from '@/lib/stripe/read-payment';

interface NewRefund {
  readonly refundId: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
}

/** Stripe will never do it, and why: refunded by other hands already, charged back, or more than is left. */
export type RefundRefused = 'already_refunded' | 'disputed' | 'not_refundable';

/**
 * Gives a part of a payment back: the key `refund:{row}` makes a repeat within a day the same one, later the caller
 * must have looked for it before. Throws Fault when the outcome is unknown.
 */
export async function createRefund(wanted: NewRefund): Promise<RefundFacts | RefundRefused> {
  try {
    const made = await askStripe((stripe) =>
      stripe.refunds.create(
        {
          payment_intent: wanted.paymentIntentId,
          amount: wanted.amountMinor,
          metadata: { refund_id: wanted.refundId },
        },
        { idempotencyKey: `refund:${wanted.refundId}` },
      ),
    );
    return refundFacts(made);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return refusalOf(error);
    throw stripeFault(error);
  }
}

function refusalOf(error: Stripe.errors.StripeInvalidRequestError): RefundRefused {
  if (error.code === 'charge_already_refunded') return 'already_refunded';
  if (error.code === 'charge_disputed' || error.code === 'refund_disputed_payment') return 'disputed';
  // Whatever else Stripe refuses for what was asked will be refused again: staff have to look at it.
  if (error.statusCode === 400) return 'not_refundable';
  throw stripeFault(error);
}
