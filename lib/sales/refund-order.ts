import { eq, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';
import type { RefundSource } from '@/lib/domain/refund';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';
import { carryingPayment } from '@/lib/sales/carrying-payment';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { revokeLines } from '@/lib/sales/revoke-lines';
import { settleOrder } from '@/lib/sales/settle-order';

export interface RefundWish {
  readonly orderId: string;
  /** The tickets that go back; their rights end at once. */
  readonly lineIds: readonly string[] | 'all';
  readonly reason: string;
  readonly now: Date;
}

/** What became of a wish: `nothing_left` when its tickets were all taken back before. */
export type RefundOutcome =
  | { readonly outcome: 'refund_due'; readonly refundId: string; readonly amountMinor: number }
  | { readonly outcome: 'revoked_free' }
  | { readonly outcome: 'nothing_left' }
  | { readonly outcome: 'disputed' };

/**
 * Takes tickets of an order back and writes their refund down; the refund worker sends it. Rights end at once, seats
 * are for sale again, and the buyer gets a mail. Safe to call twice: each ticket goes back once. A disputed order
 * cannot be refunded: the card company decides about its money. Throws Fault `not_found`, or `conflict` for an order
 * that is not paid.
 */
export async function refundOrder(db: Database, _staff: Staff, wish: RefundWish): Promise<RefundOutcome> {
  return db.transaction((tx) => requestRefund(tx, { ...wish, source: 'staff' }));
}

/** As `refundOrder`, inside a transaction and for whatever reason. */
export async function requestRefund(
  tx: Transaction,
  wish: RefundWish & { readonly source: RefundSource; readonly massRefundId?: string },
): Promise<RefundOutcome> {
  const { orderId, lineIds, now } = wish;
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update');
  if (order === undefined) throw new Fault('not_found', 'no such order');
  switch (order.state) {
    case 'held':
    case 'expired':
    case 'canceled':
      throw new Fault('conflict', `an order that is ${order.state} has nothing to refund`);
    case 'disputed':
      return { outcome: 'disputed' };
    case 'refunding':
    case 'refunded':
      return { outcome: 'nothing_left' };
    case 'paid':
    case 'partially_refunded':
  }
  const revoked = await revokeLines(tx, { orderId, lineIds, now });
  if (revoked.length === 0) return { outcome: 'nothing_left' };
  const refund = await writeRefund(tx, wish, revoked);
  await settleOrder(tx, { orderId, now });
  if (refund === undefined) return { outcome: 'revoked_free' };
  await enqueueMail(tx, { kind: 'refund', order, refundId: refund.refundId, now });
  return { outcome: 'refund_due', ...refund };
}

type Revoked = readonly { readonly id: string; readonly paidMinor: number }[];

/** Never more than is left of the payment, whatever was refunded in the dashboard before. */
async function writeRefund(
  tx: Transaction,
  wish: Parameters<typeof requestRefund>[1],
  revoked: Revoked,
): Promise<{ refundId: string; amountMinor: number } | undefined> {
  const carrier = await findCarrier(tx, wish.orderId);
  if (carrier === undefined) return undefined;
  const paid = revoked.reduce((sum, line) => sum + line.paidMinor, 0);
  const amountMinor = Math.min(paid, carrier.leftMinor);
  if (amountMinor <= 0) return undefined;
  const refundId = newId('ref');
  await tx.insert(refunds).values({
    id: refundId,
    paymentId: carrier.id,
    purpose: `lines:${revoked.map(({ id }) => id).join('+')}`,
    amountMinor,
    source: wish.source,
    reason: wish.reason,
    massRefundId: wish.massRefundId ?? null,
    createdAt: wish.now,
  });
  return { refundId, amountMinor };
}

/** What is left of it after all refunds that have not failed. */
async function findCarrier(
  tx: Transaction,
  orderId: string,
): Promise<{ id: string; leftMinor: number } | undefined> {
  const result = await tx.execute<{ id: string; leftMinor: number }>(sql`
    select carrier.id, (carrier.amount_minor - coalesce((select sum(amount_minor) from refunds
      where payment_id = carrier.id and state <> 'failed'), 0))::int as "leftMinor"
    from (${carryingPayment(orderId)}) carrier`);
  return result.rows[0];
}
