import { and, eq, isNotNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { OrderState } from '@/lib/domain/order';
import { Fault } from '@/lib/fault';
import { syncPayment } from '@/lib/sales/sync-payment';

/**
 * The return page's way to the one door: looks again at the payments of a viewer's own order that is not settled
 * and returns its state. Safe to call at any time. Throws Fault `not_found` for another's order.
 */
export async function syncOrder(
  db: Database,
  viewer: Viewer,
  ask: { orderId: string; now: Date },
): Promise<OrderState> {
  const own = and(eq(orders.id, ask.orderId), eq(orders.viewerId, viewer.id));
  const [before] = await db.select({ state: orders.state }).from(orders).where(own);
  if (before === undefined) throw new Fault('not_found', 'not this viewer’s order');
  if (before.state !== 'held' && before.state !== 'refunding') return before.state;
  const begun = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(payments)
    .where(and(eq(payments.orderId, ask.orderId), isNotNull(payments.paymentIntentId)));
  for (const { paymentIntentId } of begun) {
    if (paymentIntentId !== null) await syncPayment(db, paymentIntentId, { now: ask.now });
  }
  const [after] = await db.select({ state: orders.state }).from(orders).where(own);
  return after?.state ?? before.state;
}
