import Stripe from 'stripe';
import type { Money } from '@/lib/domain/money';
import type { PaymentMethod } from '@/lib/domain/payment-method';
import { askStripe, checked, stripeFault } from '@/lib/stripe/client';

export interface CreatedPaymentIntent {
  readonly id: string;
  readonly clientSecret: string;
}

interface NewPaymentIntent extends Money {
  readonly orderId: string;
  readonly orderCode: string;
  readonly attempt: number;
  readonly methods: readonly PaymentMethod[];
  /** Until when a konbini voucher may be paid; more than 30 minutes ahead. */
  readonly voucherDeadline: Date | null;
}

/**
 * One PaymentIntent per order and attempt: the key `pi:{order}:{attempt}` makes a repeat the same one
 * (docs.stripe.com/api/idempotent_requests). Throws Fault `upstream_failed` or `unavailable`.
 */
export async function createPaymentIntent(wanted: NewPaymentIntent): Promise<CreatedPaymentIntent> {
  try {
    const intent = await askStripe((stripe) =>
      stripe.paymentIntents.create(paramsOf(wanted), {
        idempotencyKey: `pi:${wanted.orderId}:${wanted.attempt}`,
      }),
    );
    return { id: checked(intent, 'payment_intent').id, clientSecret: secretOf(intent) };
  } catch (error) {
    throw stripeFault(error);
  }
}

function paramsOf(wanted: NewPaymentIntent): Stripe.PaymentIntentCreateParams {
  const { methods, voucherDeadline } = wanted;
  const konbini =
    methods.includes('konbini') && voucherDeadline !== null
      ? { payment_method_options: { konbini: { expires_at: Math.floor(voucherDeadline.getTime() / 1000) } } }
      : {};
  return {
    amount: wanted.amountMinor,
    currency: wanted.currency.toLowerCase(),
    allowed_payment_method_types: [...methods],
    metadata: { order_id: wanted.orderId },
    description: wanted.orderCode,
    ...konbini,
  };
}

/** The secret for the browser of the one buyer, for an intent that can still be paid; else undefined. */
export async function payableClientSecret(id: string): Promise<string | undefined> {
  try {
    const intent = checked(
      await askStripe((stripe) => stripe.paymentIntents.retrieve(id)),
      'payment_intent',
      id,
    );
    const isPayable = ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(
      intent.status,
    );
    return isPayable ? secretOf(intent) : undefined;
  } catch (error) {
    throw stripeFault(error);
  }
}

/**
 * `canceled` when nobody can pay it any more; `not_cancelable` when it was paid or is being paid, so that the
 * caller must look again. Carries no idempotency key: v1 replays stored errors, and cancel repeats safely.
 */
export async function cancelPaymentIntent(id: string): Promise<'canceled' | 'not_cancelable'> {
  try {
    const intent = checked(
      await askStripe((stripe) => stripe.paymentIntents.cancel(id)),
      'payment_intent',
      id,
    );
    return intent.status === 'canceled' ? 'canceled' : 'not_cancelable';
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      error.code === 'payment_intent_unexpected_state'
    ) {
      return error.payment_intent?.status === 'canceled' ? 'canceled' : 'not_cancelable';
    }
    throw stripeFault(error);
  }
}

function secretOf(intent: Stripe.PaymentIntent): string {
  if (intent.client_secret === null) throw new Error('Stripe gave no client secret');
  return intent.client_secret;
}
