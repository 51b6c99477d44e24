import { and, count, eq, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { stripeEvents } from '@/lib/db/schema/operations';
import { payments } from '@/lib/db/schema/sales';
import { describeError } from '@/lib/log';
import { releaseUnlessPaid } from '@/lib/sales/cancel-hold';
import { raiseAlert } from '@/lib/raise-alert';
import { syncPayment } from '@/lib/sales/sync-payment';
import { type StripeNotice, verifyNotice } from '@/lib/stripe/webhook';

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
export async function receiveStripeEvent(db: Database, delivery: Delivery): Promise<void> {
  const notice = await verifyNotice(delivery);
  await storeNotices(db, [notice], delivery.now);
  await handleStripeEvent(db, notice.id, delivery.now);
}

/** Puts events into the inbox, each once. Returns the ids of those that were not there yet. */
export async function storeNotices(
  db: Database,
  notices: readonly StripeNotice[],
  now: Date,
): Promise<readonly string[]> {
  const stored: string[] = [];
  for (let from = 0; from < notices.length; from += STORE_AT_ONCE) {
    const rows = notices.slice(from, from + STORE_AT_ONCE).map(({ id, type, paymentIntentId }) => ({
      id,
      type,
      paymentIntentId: paymentIntentId ?? null,
      receivedAt: now,
    }));
    const added = await db
      .insert(stripeEvents)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id });
    stored.push(...added.map(({ id }) => id));
  }
  return stored;
}

/** A statement of PostgreSQL has at most 65 535 parameters. */
const STORE_AT_ONCE = 1000;

/** Works on one stored event. Safe to call twice; a failure is kept on the row and thrown. */
export async function handleStripeEvent(db: Database, eventId: string, now: Date): Promise<void> {
  const [event] = await db.select().from(stripeEvents).where(eq(stripeEvents.id, eventId));
  if (event === undefined || event.handledAt !== null) return;
  const { type, paymentIntentId } = event;
  try {
    if (paymentIntentId === null) return await markHandled(db, eventId, now);
    if (type === 'payment_intent.payment_failed') await stopCardTesting(db, { paymentIntentId, now });
    if (type.startsWith('radar.early_fraud_warning')) await warnStaff(db, { paymentIntentId, now });
    await syncPayment(db, paymentIntentId, { now, stripeEventId: eventId });
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

const MAX_FAILURES = 5;

/**
 * Confirms go from the browser to Stripe, where we cannot slow them down: after five failed ones the PaymentIntent is
 * canceled and the hold given up, so that nobody tries card numbers on one of ours
 * (support.stripe.com/questions/prevent-card-testing).
 */
async function stopCardTesting(
  db: Database,
  { paymentIntentId, now }: { paymentIntentId: string; now: Date },
): Promise<void> {
  const [failures] = await db
    .select({ count: count() })
    .from(stripeEvents)
    .where(
      and(
        eq(stripeEvents.paymentIntentId, paymentIntentId),
        eq(stripeEvents.type, 'payment_intent.payment_failed'),
      ),
    );
  if ((failures?.count ?? 0) < MAX_FAILURES) return;
  const orderId = await orderIdOf(db, paymentIntentId);
  if (orderId === undefined) return;
  await releaseUnlessPaid(db, {
    orderId,
    to: 'canceled',
    because: 'too_many_attempts',
    now,
  });
}

async function warnStaff(
  db: Database,
  { paymentIntentId, now }: { paymentIntentId: string; now: Date },
): Promise<void> {
  const orderId = await orderIdOf(db, paymentIntentId);
  if (orderId === undefined) return;
  await raiseAlert(db, {
    kind: 'early_fraud_warning',
    about: paymentIntentId,
    orderId,
    paymentIntentId,
    detail: 'the card issuer suspects fraud: a refund before the show may avoid a dispute',
    now,
  });
}

/** Undefined for a payment that is not ours. */
async function orderIdOf(db: Database, paymentIntentId: string): Promise<string | undefined> {
  const [payment] = await db
    .select({ orderId: payments.orderId })
    .from(payments)
    .where(eq(payments.paymentIntentId, paymentIntentId));
  return payment?.orderId;
}
