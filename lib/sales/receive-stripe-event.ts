import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { stripeEvents } from '@/lib/db/schema/operations';
import { describeError } from '@/lib/log';
import { syncPayment } from '@/lib/sales/sync-payment';
import { verifyNotice } from '@/lib/stripe/webhook';

interface Delivery {
  readonly rawBody: string;
  readonly signature: string | null;
  readonly now: Date;
}

/**
 * Takes one delivery of Stripe: verified, stored in the inbox, then worked on through the one door. A delivery
 * that was handled before does nothing. Throws Fault `bad_request` for a bad signature, and whatever went wrong
 * after storing, so that Stripe delivers again; the reconciler has the row either way.
 */
export async function receiveStripeEvent(db: Database, { rawBody, signature, now }: Delivery): Promise<void> {
  const notice = await verifyNotice(rawBody, signature);
  await db
    .insert(stripeEvents)
    .values({
      id: notice.id,
      type: notice.type,
      paymentIntentId: notice.paymentIntentId ?? null,
      receivedAt: now,
    })
    .onConflictDoNothing();
  await handleStripeEvent(db, notice.id, now);
}

/** Works on one stored event. Safe to call twice; a failure is kept on the row and thrown. */
export async function handleStripeEvent(db: Database, eventId: string, now: Date): Promise<void> {
  const [event] = await db.select().from(stripeEvents).where(eq(stripeEvents.id, eventId));
  if (event === undefined || event.handledAt !== null) return;
  try {
    if (event.paymentIntentId === null) await markHandled(db, eventId, now);
    else await syncPayment(db, event.paymentIntentId, { now, stripeEventId: eventId });
  } catch (error) {
    await db
      .update(stripeEvents)
      .set({ attempts: sql`${stripeEvents.attempts} + 1`, lastError: describeError(error).slice(0, 500) })
      .where(eq(stripeEvents.id, eventId));
    throw error;
  }
}

/** Types without a PaymentIntent ask nothing of us. */
async function markHandled(db: Database, eventId: string, now: Date): Promise<void> {
  await db.update(stripeEvents).set({ handledAt: now }).where(eq(stripeEvents.id, eventId));
}
