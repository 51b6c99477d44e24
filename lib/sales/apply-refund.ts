import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { dayClaims, entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import type { OrderState } from '@/lib/domain/order';
import { moveSeats } from '@/lib/sales/seat-counts';
import type { ChargeFacts } from '@/lib/stripe/payment-intent';

interface RefundStep {
  readonly payment: { readonly orderId: string };
  readonly facts: { readonly charge: ChargeFacts | undefined };
  readonly now: Date;
}

/**
 * A charge that Stripe says is refunded in full takes its order's rights away and gives the seats back, whoever
 * made the refund. Runs under the order's lock; a second run changes nothing. Not for a payment that was only
 * one too many: its order stands on another one.
 */
export async function applyRefund(tx: Transaction, { payment, facts, now }: RefundStep): Promise<void> {
  const { charge } = facts;
  if (charge === undefined || charge.refundedMinor < charge.amountMinor) return;
  const state = await orderStateAfter(tx, payment.orderId, charge.id);
  if (state === 'paid' || state === 'disputed' || state === 'partially_refunded') {
    await moveSeats(tx, payment.orderId, { held: 0, sold: -1 });
    await tx.delete(dayClaims).where(eq(dayClaims.orderId, payment.orderId));
    const lines = tx
      .select({ id: orderLines.id })
      .from(orderLines)
      .where(eq(orderLines.orderId, payment.orderId));
    await tx.update(entitlements).set({ state: 'revoked' }).where(inArray(entitlements.orderLineId, lines));
    await closeSessions(tx, payment.orderId, now);
  }
  if (state === undefined || state === 'held') return;
  await tx
    .update(orders)
    .set({ state: 'refunded', closedAt: now })
    .where(and(eq(orders.id, payment.orderId), eq(orders.state, state)));
}

/** The order's state, or undefined when another succeeded payment than this charge carries the order. */
async function orderStateAfter(
  tx: Transaction,
  orderId: string,
  chargeId: string,
): Promise<OrderState | undefined> {
  const result = await tx.execute<{ state: OrderState }>(sql`
    select state from orders where id = ${orderId} and not exists (
      select from payments left join refunds on refunds.payment_id = payments.id
      where payments.order_id = orders.id and payments.state = 'succeeded'
        and payments.charge_id is distinct from ${chargeId} and refunds.id is null)`);
  return result.rows[0]?.state;
}

/** Players end at their next beat; viewers whose other ticket still opens the day keep theirs. */
async function closeSessions(tx: Transaction, orderId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update playback_sessions set closed_at = ${now}, close_reason = 'revoked'
    from entitlements join order_lines on order_lines.id = entitlements.order_line_id
    where order_lines.order_id = ${orderId} and playback_sessions.closed_at is null
      and playback_sessions.viewer_id = entitlements.viewer_id
      and playback_sessions.event_day_id = entitlements.event_day_id
      and not exists (select from entitlements other where other.viewer_id = entitlements.viewer_id
        and other.event_day_id = entitlements.event_day_id and other.state = 'active')`);
}
