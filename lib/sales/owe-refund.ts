import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';
import type { Money } from '@/lib/domain/money';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { freeHeldSeats } from '@/lib/sales/free-held-seats';
import type { KnownPayment } from '@/lib/sales/known-payment';

/**
 * Writes down that a payment must go back in full, because its seat is gone, its amount is wrong or the order
 * was paid already. The refund worker does it; nothing is asked of the buyer. `keepOrder`: the order stands on
 * another payment and keeps its state.
 */
export async function oweRefund(
  tx: Transaction,
  payment: KnownPayment,
  { received, keepOrder, now }: { received: Money; keepOrder: boolean; now: Date },
): Promise<void> {
  log.warn('refund.owed', { orderId: payment.orderId, paymentId: payment.id, keepOrder });
  const id = newId('ref');
  const written = await tx
    .insert(refunds)
    .values({
      id,
      paymentId: payment.id,
      purpose: 'not_fulfilled',
      amountMinor: received.amountMinor,
      source: 'late_payment',
      createdAt: now,
    })
    .onConflictDoNothing({ target: [refunds.paymentId, refunds.purpose] })
    .returning({ id: refunds.id });
  if (written.length > 0) await enqueueMail(tx, { kind: 'refund', order: payment.order, refundId: id, now });
  if (keepOrder) return;
  if (payment.orderState === 'held') await freeHeldSeats(tx, payment.orderId);
  await tx
    .update(orders)
    .set({ state: 'refunding', closedAt: now })
    .where(and(eq(orders.id, payment.orderId), eq(orders.state, payment.orderState)));
}
