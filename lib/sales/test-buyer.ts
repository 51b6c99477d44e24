import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { inject } from 'vitest';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import type { TestEvent } from '@/lib/db/test-rows';
import { holdSeats, type HoldResult } from '@/lib/sales/hold-seats';
import { payOrder } from '@/lib/sales/pay-order';

/** The official SDK at the twin, as the dashboard or the buyer's browser would act. */
export function stripeAtTwin(): Stripe {
  const url = new URL(inject('stripeUrl'));
  return new Stripe(inject('sandboxKeys').STRIPE_SECRET_KEY, {
    host: url.hostname,
    port: url.port,
    protocol: 'http',
    telemetry: false,
  });
}

interface Wish {
  readonly event: TestEvent;
  readonly ticketTypeIds: readonly string[];
  readonly now: Date;
  readonly clientKey?: string;
}

export function holdFor(db: Database, viewer: Viewer, wish: Wish): Promise<HoldResult> {
  return holdSeats(db, viewer, {
    request: {
      eventSlug: wish.event.slug,
      ticketTypeIds: wish.ticketTypeIds,
      contactEmail: viewer.email,
      locale: 'ja',
      clientKey: wish.clientKey ?? randomUUID(),
    },
    now: wish.now,
  });
}

/** Holds, or fails the test. */
export async function mustHold(db: Database, viewer: Viewer, wish: Wish): Promise<string> {
  const result = await holdFor(db, viewer, wish);
  if (!result.ok) throw new Error(`hold refused: ${result.reason}`);
  return result.orderId;
}

/** The button pressed, again when its turn has come: the PaymentIntent of the order, not yet confirmed. */
export async function beginPayment(
  db: Database,
  viewer: Viewer,
  ask: { orderId: string; now: Date },
): Promise<string> {
  const result = await payOrder(db, viewer, ask);
  if (result.ok && result.step.next === 'wait') {
    const turnAt = new Date(ask.now.getTime() + result.step.seconds * 1000);
    return beginPayment(db, viewer, { ...ask, now: turnAt });
  }
  if (!result.ok || result.step.next !== 'confirm') throw new Error('no PaymentIntent');
  const { clientSecret } = result.step;
  return clientSecret.slice(0, clientSecret.indexOf('_secret_'));
}

/** What Stripe.js does with the buyer's card. */
export async function confirmWith(paymentIntentId: string, card = 'pm_card_visa'): Promise<void> {
  await stripeAtTwin().paymentIntents.confirm(paymentIntentId, {
    payment_method: card,
    return_url: 'http://localhost:3000/orders',
  });
}
