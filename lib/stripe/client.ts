import { setTimeout as delay } from 'node:timers/promises';
import Stripe from 'stripe';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import { Fault } from '@/lib/fault';
import { describeError } from '@/lib/log';

const TIMEOUT_MS = 12_000;

let cached: { key: string; client: Stripe } | undefined;

/** The official SDK on the configured base; a new one only when the key was rotated. */
export async function stripeClient(): Promise<Stripe> {
  const [key] = await secrets.readSecret('STRIPE_SECRET_KEY');
  if (key === undefined) throw new Fault('internal', 'STRIPE_SECRET_KEY has no value');
  if (cached !== undefined && cached.key === key) return cached.client;
  const client = connect(key, new URL(env().STRIPE_API_BASE));
  cached = { key, client };
  return client;
}

function connect(key: string, base: URL): Stripe {
  const protocol = base.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(key, {
    host: base.hostname,
    port: base.port === '' ? (protocol === 'http' ? 80 : 443) : Number(base.port),
    protocol,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

const RATE_LIMIT_TRIES = 4;
const RATE_LIMIT_WAIT_MS = 250;

/**
 * One call of the SDK, tried again after a growing, random wait when Stripe says 429: the SDK itself does not.
 * Every other error is the SDK's own; `stripeFault` makes it ours.
 */
export async function askStripe<Reply>(call: (stripe: Stripe) => Promise<Reply>): Promise<Reply> {
  const stripe = await stripeClient();
  for (let tried = 1; ; tried += 1) {
    try {
      return await call(stripe);
    } catch (error) {
      const isLimited = error instanceof Stripe.errors.StripeRateLimitError;
      if (!isLimited || tried === RATE_LIMIT_TRIES) throw error;
      await delay(RATE_LIMIT_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random()));
    }
  }
}

/** Are we on live money? Events and objects of the other mode are refused. */
export async function isLiveMode(): Promise<boolean> {
  const [key] = await secrets.readSecret('STRIPE_SECRET_KEY');
  return /^[sr]k_live_/.test(key ?? '');
}

/**
 * The reply, proven to be the object that was asked for. A proxy's JSON error page without `error` resolves
 * as success in SDK 23, so every reply goes through here. Throws Fault `upstream_failed`.
 */
export function checked<T extends { object: string; id: string }>(
  reply: T,
  object: T['object'],
  id?: string,
): T {
  const isExpected =
    reply.object === object && typeof reply.id === 'string' && (id === undefined || reply.id === id);
  if (!isExpected) throw new Fault('upstream_failed', `Stripe answered something that is not a ${object}`);
  return reply;
}

/** A Stripe error as our Fault: timeouts, rate limits and outages are told apart; its text stays in the log. */
export function stripeFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof Stripe.errors.StripeRateLimitError) {
    return new Fault('unavailable', 'Stripe rate limit', { cause: error, retryAfterSeconds: 5 });
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === 409) {
    return new Fault('conflict', 'the same request is under way at Stripe', { cause: error });
  }
  return new Fault('upstream_failed', `Stripe: ${describeError(error)}`, { cause: error });
}
