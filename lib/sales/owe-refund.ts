import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import { dayClaims, orders } from '@/lib/db/schema/sales';
import type { Money } from '@/lib/domain/money';
import type { OrderState } from '@/lib/domain/order';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { moveSeats } from '@/lib/sales/seat-counts';

interface OwedPayment {
  readonly id: string;
  readonly orderId: string;
  readonly orderState: OrderState;
}

/**
 * Writes down that a payment must go back in full, because its seat is gone, its amount is wrong or the order
 * was paid already. The refund worker does it; nothing is asked of the buyer. `keepOrder`: the order stands on
 * another payment and keeps its state.
 */
export async function oweRefund(
  tx: Transaction,
  payment: OwedPayment,
  { received, keepOrder, now }: { received: Money; keepOrder: boolean; now: Date },
): Promise<void> {
  log.warn('refund.owed', { orderId: payment.orderId, paymentId: payment.id, keepOrder });
  await tx
    .insert(refunds)
    .values({
      id: newId('ref'),
      paymentId: payment.id,
      purpose: 'not_fulfilled',
      amountMinor: received.amountMinor,
      source: 'late_payment',
      createdAt: now,
    })
    .onConflictDoNothing({ target: [refunds.paymentId, refunds.purpose] });
  if (keepOrder) return;
  if (payment.orderState === 'held') {
    await moveSeats(tx, payment.orderId, { held: -1, sold: 0 });
    await tx.delete(dayClaims).where(eq(dayClaims.orderId, payment.orderId));
  }
  await tx
    .update(orders)
    .set({ state: 'refunding', closedAt: now })
    .where(and(eq(orders.id, payment.orderId), eq(orders.state, payment.orderState)));
}
