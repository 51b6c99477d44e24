import Stripe from 'stripe';
import type { RefundState } from '@/lib/domain/order';
import { checked, stripeClient, stripeFault } from '@/lib/stripe/client';

export interface RefundFacts {
  readonly id: string;
  readonly state: RefundState;
}

interface NewRefund {
  readonly refundId: string;
  readonly paymentIntentId: string;
}

/**
 * Gives all that is left of a payment back, once: earlier refunds of this row are looked for before a new one is
 * made, and the key `refund:{row}` makes a repeat the same one. `undefined` when Stripe will never do it (already refunded by
 * other hands, or charged back). Throws Fault otherwise.
 */
export async function refundPayment(wanted: NewRefund): Promise<RefundFacts | undefined> {
  const stripe = await stripeClient();
  try {
    const earlier = await stripe.refunds.list({ payment_intent: wanted.paymentIntentId, limit: 100 });
    const ours = earlier.data.find((refund) => refund.metadata?.refund_id === wanted.refundId);
    if (ours !== undefined) return { id: ours.id, state: stateOf(ours.status) };
    const made = await stripe.refunds.create(
      {
        payment_intent: wanted.paymentIntentId,
        metadata: { refund_id: wanted.refundId },
      },
      { idempotencyKey: `refund:${wanted.refundId}` },
    );
    return { id: checked(made, 'refund').id, state: stateOf(made.status) };
  } catch (error) {
    const terminal = ['charge_already_refunded', 'charge_disputed'];
    if (error instanceof Stripe.errors.StripeInvalidRequestError && terminal.includes(error.code ?? ''))
      return undefined;
    throw stripeFault(error);
  }
}

function stateOf(status: string | null): RefundState {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}
