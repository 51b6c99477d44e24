import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Queries, Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { syncPayment } from '@/lib/sales/sync-payment';
import { cancelPaymentIntent } from '@/lib/stripe/payment-intent';

/**
 * Cancels at Stripe whatever an order could still be paid with, before its total changes or its seats go. Gives the
 * PaymentIntents that are canceled by now, or `settled` when a payment was quicker and the order is not held any
 * more. Stripe is called, so never inside a transaction. Throws Fault `conflict` while a payment is being processed, and Stripe's faults.
 */
export async function withdrawPayments(
  db: Database,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<readonly string[] | 'settled'> {
  const begun = await payableIntents(db, orderId);
  for (const paymentIntentId of begun) {
    if ((await cancelPaymentIntent(paymentIntentId)) === 'canceled') continue;
    await syncPayment(db, paymentIntentId, { now });
    const [order] = await db.select({ state: orders.state }).from(orders).where(eq(orders.id, orderId));
    if (order?.state !== 'held') return 'settled';
    throw new Fault('conflict', 'a payment is being processed');
  }
  return begun;
}

/**
 * Closes the withdrawn payments of an order, under its lock; one whose PaymentIntent is still being made can then not
 * be saved. Throws Fault `conflict` when another PaymentIntent was saved since `withdrawPayments` looked.
 */
export async function closeWithdrawn(
  tx: Transaction,
  orderId: string,
  withdrawn: readonly string[],
): Promise<void> {
  const live = await payableIntents(tx, orderId);
  if (live.some((id) => !withdrawn.includes(id))) throw new Fault('conflict', 'a payment began meanwhile');
  await tx
    .update(payments)
    .set({ state: 'canceled', voucher: null })
    .where(and(eq(payments.orderId, orderId), eq(payments.state, 'pending')));
}

async function payableIntents(db: Queries, orderId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.state, ['pending', 'failed'])));
  return rows.flatMap(({ paymentIntentId }) => paymentIntentId ?? []);
}
