import { and, eq, isNotNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { dropLateKonbini } from '@/lib/sales/drop-late-konbini';
import { syncPayment } from '@/lib/sales/sync-payment';
import { cancelPaymentIntent } from '@/lib/stripe/payment-intent';

/**
 * Gives up the open konbini voucher of a viewer's own order, at Stripe first, so that it can be paid in another way:
 * the seats stay held as long as for a new hold, not to the voucher's end. `paid` when the shop was quicker. Safe to
 * call twice. Throws Fault `not_found` for another's order, `upstream_failed` when Stripe gives no answer.
 */
export async function leaveVoucher(
  db: Database,
  viewer: Viewer,
  { orderId, now }: { orderId: string; now: Date },
): Promise<'held' | 'paid'> {
  const own = and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id));
  const [order] = await db.select({ state: orders.state }).from(orders).where(own);
  if (order === undefined) throw new Fault('not_found', 'not this viewer’s order');
  const open = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.state, 'pending'), isNotNull(payments.voucher)));
  for (const { paymentIntentId } of open) {
    if (paymentIntentId === null) continue;
    await cancelPaymentIntent(paymentIntentId);
    await syncPayment(db, paymentIntentId, { now });
  }
  return db.transaction(async (tx) => {
    const [current] = await tx.select().from(orders).where(own).for('update');
    if (current?.state !== 'held') return current?.state === 'paid' ? 'paid' : 'held';
    await dropLateKonbini(tx, current, now);
    return 'held';
  });
}
