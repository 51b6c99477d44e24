import { and, asc, eq, lte } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import { describeError, log } from '@/lib/log';
import { releaseUnlessPaid } from '@/lib/sales/cancel-hold';

const BATCH = 100;

/**
 * Gives back the seats of holds that ran out, oldest first. A hold whose PaymentIntent cannot be canceled stays
 * and is tried again at the next tick. Safe to run in parallel and at any time. Returns how many were released.
 */
export async function expireHolds(db: Database, now: Date): Promise<number> {
  const overdue = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.state, 'held'), lte(orders.holdUntil, now)))
    .orderBy(asc(orders.holdUntil))
    .limit(BATCH);
  let released = 0;
  for (const order of overdue) {
    try {
      if ((await releaseUnlessPaid(db, { orderId: order.id, to: 'expired', now })) === 'released')
        released += 1;
    } catch (error) {
      log.warn('hold.not_released', { orderId: order.id, cause: describeError(error) });
    }
  }
  return released;
}
