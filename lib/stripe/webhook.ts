import Stripe from 'stripe';
import { z } from 'zod';
import { secrets } from '@/lib/config/secrets';
import { Fault } from '@/lib/fault';
import { describeError, log } from '@/lib/log';
import { isLiveMode } from '@/lib/stripe/client';

/** What the endpoint is to be subscribed to, and what the reconciler reads again (docs.stripe.com/api/events/types). */
export const watchedTypes = [
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  // An inquiry that becomes a dispute is told by these two alone.
  'charge.dispute.updated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.closed',
  'radar.early_fraud_warning.created',
] as const;

export interface StripeNotice {
  readonly id: string;
  readonly type: string;
  /** The PaymentIntent the event is about, when it is about one; all else of the body is only a hint. */
  readonly paymentIntentId: string | undefined;
  /** By Stripe's clock. */
  readonly createdAt: Date;
}

interface SignedDelivery {
  readonly rawBody: string;
  readonly signature: string | null;
  readonly now: Date;
}

const about = z.object({
  id: z.string(),
  object: z.string(),
  payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
});

/**
 * Verifies the signature over the exact bytes with each accepted secret (docs.stripe.com/webhooks/signature),
 * age at most 300 s, and the mode. Throws Fault `bad_request`.
 */
export async function verifyNotice({ rawBody, signature, now }: SignedDelivery): Promise<StripeNotice> {
  if (signature === null) throw new Fault('bad_request', 'unsigned webhook');
  const accepted = await secrets.readSecret('STRIPE_WEBHOOK_SECRET');
  const event = await verifyWithAny(accepted, { rawBody, signature, now });
  if (event.livemode !== (await isLiveMode())) {
    log.error('webhook.other_mode', { type: event.type });
    throw new Fault('bad_request', 'webhook of the other mode');
  }
  return noticeOf(event);
}

/** What matters of an event, wherever it came from. */
export function noticeOf(event: Stripe.EventBase): StripeNotice {
  return {
    id: event.id,
    type: event.type,
    paymentIntentId: paymentIntentOf(event.data.object),
    createdAt: new Date(event.created * 1000),
  };
}

async function verifyWithAny(
  accepted: readonly string[],
  { rawBody, signature, now }: SignedDelivery & { signature: string },
): Promise<Stripe.Event> {
  let refused: unknown;
  for (const secret of accepted) {
    try {
      return await constructEvent(rawBody, { signature, secret, receivedAt: now.getTime() });
    } catch (error) {
      refused = error;
    }
  }
  log.warn('webhook.signature_refused', { cause: describeError(refused) });
  throw new Fault('bad_request', 'webhook signature refused', { cause: refused });
}

const TOLERANCE_SECONDS = 300;

/** The SDK refuses what is older than the tolerance and takes any future date: a slow clock of ours loses nothing. */
function constructEvent(
  rawBody: string,
  { signature, secret, receivedAt }: { signature: string; secret: string; receivedAt: number },
): Promise<Stripe.Event> {
  return Stripe.webhooks.constructEventAsync(
    rawBody,
    signature,
    secret,
    TOLERANCE_SECONDS,
    undefined,
    receivedAt,
  );
}

function paymentIntentOf(object: unknown): string | undefined {
  const parsed = about.safeParse(object);
  if (!parsed.success) return undefined;
  if (parsed.data.object === 'payment_intent') return parsed.data.id;
  const reference = parsed.data.payment_intent;
  return typeof reference === 'string' ? reference : reference?.id;
}
