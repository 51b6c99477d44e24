import Stripe from 'stripe';
import type { Money } from '@/lib/domain/money';
import { checked, isLiveMode, stripeClient, stripeFault } from '@/lib/stripe/client';

export interface CreatedPaymentIntent {
  readonly id: string;
  readonly clientSecret: string;
}

/** What our rules need of a PaymentIntent, read again from Stripe each time. */
export interface PaymentIntentFacts {
  readonly id: string;
  readonly status: string;
  readonly orderId: string | undefined;
  readonly received: Money;
  readonly liveMode: boolean;
  readonly failureCode: string | undefined;
  readonly charge: ChargeFacts | undefined;
}

export interface ChargeFacts {
  readonly id: string;
  readonly refundedMinor: number;
  readonly amountMinor: number;
  readonly cardBrand: string | undefined;
  readonly cardLast4: string | undefined;
}

interface NewPaymentIntent extends Money {
  readonly orderId: string;
  readonly orderCode: string;
  readonly attempt: number;
}

/**
 * One PaymentIntent per order and attempt: the key `pi:{order}:{attempt}` makes a repeat the same one
 * (docs.stripe.com/api/idempotent_requests). Throws Fault `upstream_failed` or `unavailable`.
 */
export async function createPaymentIntent(wanted: NewPaymentIntent): Promise<CreatedPaymentIntent> {
  const stripe = await stripeClient();
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount: wanted.amountMinor,
        currency: wanted.currency.toLowerCase(),
        allowed_payment_method_types: ['card'],
        metadata: { order_id: wanted.orderId },
        description: wanted.orderCode,
      },
      { idempotencyKey: `pi:${wanted.orderId}:${wanted.attempt}` },
    );
    return { id: checked(intent, 'payment_intent').id, clientSecret: secretOf(intent) };
  } catch (error) {
    throw stripeFault(error);
  }
}

/** The secret for the browser of the one buyer, for an intent that can still be paid; else undefined. */
export async function payableClientSecret(id: string): Promise<string | undefined> {
  const intent = await retrieve(id);
  const isPayable = ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(
    intent.status,
  );
  return isPayable ? secretOf(intent) : undefined;
}

/** The truth about a PaymentIntent, asked anew. Throws Fault when Stripe does not answer it. */
export async function readPaymentIntent(id: string): Promise<PaymentIntentFacts> {
  const intent = await retrieve(id);
  const charge = intent.latest_charge;
  return {
    id: intent.id,
    status: intent.status,
    orderId: intent.metadata.order_id,
    received: { amountMinor: intent.amount_received, currency: intent.currency.toUpperCase() },
    liveMode: intent.livemode,
    failureCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code,
    charge: charge === null || typeof charge === 'string' ? undefined : chargeFacts(charge),
  };
}

/**
 * `canceled` when nobody can pay it any more; `not_cancelable` when it was paid or is being paid, so that the
 * caller must look again. Carries no idempotency key: v1 replays stored errors, and cancel repeats safely.
 */
export async function cancelPaymentIntent(id: string): Promise<'canceled' | 'not_cancelable'> {
  const stripe = await stripeClient();
  try {
    const intent = checked(await stripe.paymentIntents.cancel(id), 'payment_intent', id);
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

/** Do this key's mode and that object's mode agree? */
export async function isOurMode(facts: PaymentIntentFacts): Promise<boolean> {
  return facts.liveMode === (await isLiveMode());
}

async function retrieve(id: string): Promise<Stripe.PaymentIntent> {
  const stripe = await stripeClient();
  try {
    return checked(
      await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }),
      'payment_intent',
      id,
    );
  } catch (error) {
    throw stripeFault(error);
  }
}

function secretOf(intent: Stripe.PaymentIntent): string {
  if (intent.client_secret === null) throw new Error('Stripe gave no client secret');
  return intent.client_secret;
}

function chargeFacts(charge: Stripe.Charge): ChargeFacts {
  const card = charge.payment_method_details?.card;
  return {
    id: charge.id,
    refundedMinor: charge.amount_refunded,
    amountMinor: charge.amount,
    cardBrand: card?.brand ?? undefined,
    cardLast4: card?.last4 ?? undefined,
  };
}
