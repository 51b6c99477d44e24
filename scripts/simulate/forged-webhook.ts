import { createHmac } from 'node:crypto';
import type { Random } from './random';
import type { World } from './world';

const kinds = ['unsigned', 'altered', 'stale', 'foreign_key', 'wrong_mode'] as const;

/** A made-up success for an order's payment, badly signed or of live mode; only 400 will do. */
export async function forgeWebhook(world: World, random: Random): Promise<string> {
  const kind = random.pick(kinds);
  const { payment_intents: intents } = await world.twin.ledger();
  const intent = intents.at(-1)?.id ?? 'pi_none';
  const body = eventAbout(intent, kind === 'wrong_mode');
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const signature = sign(world, kind, body);
  if (signature !== undefined) headers['stripe-signature'] = signature;
  try {
    const response = await fetch(`${world.server.url}/api/stripe/webhook`, {
      method: 'POST',
      headers,
      body: kind === 'altered' ? body.replace('succeeded', 'processing') : body,
    });
    await response.arrayBuffer();
    if (response.status !== 400)
      world.violations.push({
        property: 'P10',
        says: 'an unsigned, stale or altered webhook, or one of the other mode, is refused',
        breach: `${kind}: ${response.status}`,
      });
    return `${kind}: ${response.status}`;
  } catch {
    return `${kind}: lost`;
  }
}

function eventAbout(intent: string, livemode: boolean): string {
  return JSON.stringify({
    id: `evt_forged_${intent}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode,
    created: 0,
    data: { object: { id: intent, object: 'payment_intent', status: 'succeeded' } },
  });
}

function sign(world: World, kind: (typeof kinds)[number], body: string): string | undefined {
  if (kind === 'unsigned') return undefined;
  const key = kind === 'foreign_key' ? 'whsec_of_somebody_else' : world.twin.keys.STRIPE_WEBHOOK_SECRET;
  // Stripe's tolerance is 300 s (docs.stripe.com/webhooks/signature).
  const now = Math.floor(Date.now() / 1000) + world.offsetSeconds;
  const seconds = now - (kind === 'stale' ? 360 : 0);
  const signature = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}
