import { eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import { isVoucherInTime } from '@/lib/domain/payment-method';

type Order = typeof orders.$inferSelect;

/**
 * Takes konbini off a held order whose voucher would end too soon by now: Stripe would refuse the whole PaymentIntent,
 * cards included. Runs under the order's lock; returns the order as it is then.
 */
export async function dropLateKonbini(tx: Transaction, order: Order, now: Date): Promise<Order> {
  if (order.voucherDeadline === null || isVoucherInTime(order.voucherDeadline, now)) return order;
  const paymentMethods = order.paymentMethods.filter((method) => method !== 'konbini');
  const [updated] = await tx
    .update(orders)
    .set({ paymentMethods, voucherDeadline: null })
    .where(eq(orders.id, order.id))
    .returning();
  return updated ?? order;
}
