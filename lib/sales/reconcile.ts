import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { stripeEvents } from '@/lib/db/schema/operations';
import { orders, payments } from '@/lib/db/schema/sales';
import { describeError, log } from '@/lib/log';
import { handleStripeEvent } from '@/lib/sales/receive-stripe-event';
import { syncPayment } from '@/lib/sales/sync-payment';

const BATCH = 100;
/** Webhooks are quicker than this; what is older was missed. */
const PATIENCE_SECONDS = 30;

/**
 * The safety net: works on inbox rows that failed or were cut off, and looks again at every payment of an order
 * that is not settled, so that a webhook that never comes costs a minute and not a ticket. Each failure is
 * logged and left for the next tick. Returns how many things it looked at without failing.
 */
export async function reconcile(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - PATIENCE_SECONDS * 1000);
  const missed = await db
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(and(isNull(stripeEvents.handledAt), lt(stripeEvents.receivedAt, before)))
    // Those that failed often wait for the others.
    .orderBy(asc(stripeEvents.attempts), asc(stripeEvents.receivedAt))
    .limit(BATCH);
  const open = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(orders)
    .innerJoin(payments, eq(payments.orderId, orders.id))
    .where(
      and(
        inArray(orders.state, ['held', 'refunding']),
        isNotNull(payments.paymentIntentId),
        lte(payments.createdAt, before),
      ),
    )
    // Vouchers are open for days: in a fixed order they would keep all others from being looked at.
    .orderBy(sql`random()`)
    .limit(BATCH);
  const events = missed.map(
    ({ id }) =>
      () =>
        handleStripeEvent(db, id, now),
  );
  const intents = open.flatMap(({ paymentIntentId }) =>
    paymentIntentId === null ? [] : [() => syncPayment(db, paymentIntentId, { now })],
  );
  return runEach([...events, ...intents]);
}

async function runEach(steps: readonly (() => Promise<void>)[]): Promise<number> {
  let done = 0;
  for (const step of steps) {
    try {
      await step();
      done += 1;
    } catch (error) {
      log.warn('reconcile.failed', { cause: describeError(error) });
    }
  }
  return done;
}
