import Stripe from 'stripe';
import { z } from 'zod';
import { secrets } from '@/lib/config/secrets';
import { isLiveMode } from '@/lib/stripe/client';
import { Fault } from '@/lib/fault';

export interface StripeNotice {
  readonly id: string;
  readonly type: string;
  /** The PaymentIntent the event is about, when it is about one; all else of the body is only a hint. */
  readonly paymentIntentId: string | undefined;
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
export async function verifyNotice(rawBody: string, signature: string | null): Promise<StripeNotice> {
  if (signature === null) throw new Fault('bad_request', 'unsigned webhook');
  const event = await verifyWithAny(await secrets.readSecret('STRIPE_WEBHOOK_SECRET'), rawBody, signature);
  if (event.livemode !== (await isLiveMode())) throw new Fault('bad_request', 'webhook of the other mode');
  return { id: event.id, type: event.type, paymentIntentId: paymentIntentOf(event.data.object) };
}

async function verifyWithAny(
  accepted: readonly string[],
  rawBody: string,
  signature: string,
): Promise<Stripe.Event> {
  let refused: unknown;
  for (const secret of accepted) {
    try {
      return await Stripe.webhooks.constructEventAsync(rawBody, signature, secret);
    } catch (error) {
      refused = error;
    }
  }
  throw new Fault('bad_request', 'webhook signature refused', { cause: refused });
}

function paymentIntentOf(object: unknown): string | undefined {
  const parsed = about.safeParse(object);
  if (!parsed.success) return undefined;
  if (parsed.data.object === 'payment_intent') return parsed.data.id;
  const reference = parsed.data.payment_intent;
  return typeof reference === 'string' ? reference : reference?.id;
}
