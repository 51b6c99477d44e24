import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { jobCursors } from '@/lib/db/schema/operations';
import { describeError, log } from '@/lib/log';
import { handleStripeEvent, storeNotices } from '@/lib/sales/receive-stripe-event';
import { listEventsSince } from '@/lib/stripe/recent-events';

const CURSOR = 'stripe_events';
/** Events of the same second, and those whose creation we overtook, are read again: the inbox keeps each once. */
const OVERLAP_SECONDS = 300;
const FIRST_LOOK_BACK_SECONDS = 24 * 60 * 60;

/**
 * Reads at Stripe what our webhook may have missed (an outage, a wrong address, a lost secret) and works on it
 * through the one door. The cursor is by Stripe's clock and moves only when everything was stored; what then fails
 * stays in the inbox for `reconcile`. Safe in parallel. Returns how many events were new. Throws Fault when Stripe
 * cannot be read.
 */
export async function readMissedEvents(db: Database, now: Date): Promise<number> {
  const [cursor] = await db.select().from(jobCursors).where(eq(jobCursors.name, CURSOR));
  const from =
    cursor === undefined
      ? new Date(now.getTime() - FIRST_LOOK_BACK_SECONDS * 1000)
      : new Date(cursor.readThrough.getTime() - OVERLAP_SECONDS * 1000);
  const seen = await listEventsSince(from);
  const missed = await storeNotices(db, seen, now);
  const newest = seen.at(-1);
  if (newest !== undefined) await moveCursor(db, newest.createdAt);
  for (const id of missed) {
    try {
      await handleStripeEvent(db, id, now);
    } catch (error) {
      log.warn('missed_event.failed', { stripeEventId: id, cause: describeError(error) });
    }
  }
  return missed.length;
}

async function moveCursor(db: Database, readThrough: Date): Promise<void> {
  await db
    .insert(jobCursors)
    .values({ name: CURSOR, readThrough })
    .onConflictDoUpdate({
      target: jobCursors.name,
      set: { readThrough: sql`greatest(${jobCursors.readThrough}, excluded.read_through)` },
    });
}
