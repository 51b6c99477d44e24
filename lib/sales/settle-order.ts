import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { type SettledFacts, settledState } from '@/lib/domain/order';
import { carryingPayment } from '@/lib/sales/carrying-payment';
import { closeSessions } from '@/lib/sales/close-sessions';
import { revokeLines } from '@/lib/sales/revoke-lines';

interface Settling {
  readonly orderId: string;
  readonly now: Date;
}

/**
 * Makes an order's state and rights follow from its payments, refunds and disputes. Runs under the order's lock, after
 * each change of one of them; a second run changes nothing.
 */
export async function settleOrder(tx: Transaction, { orderId, now }: Settling): Promise<void> {
  const facts = await readSettledFacts(tx, orderId);
  if (facts === undefined) return;
  // Nothing was sold for money that never fitted its order.
  const isOver = facts.isCarried && (facts.isRefundedInFull || facts.hasLostDispute);
  if (isOver) await revokeLines(tx, { orderId, lineIds: 'all', now });
  const state = settledState(isOver ? { ...facts, openLines: 0 } : facts);
  if (state === undefined) return;
  if (state === 'disputed') await suspend(tx, { orderId, now });
  else await restore(tx, orderId);
  if (state === facts.state) return;
  const isClosed = state === 'refunded' || state === 'refunding';
  await tx
    .update(orders)
    .set({ state, closedAt: isClosed ? now : null })
    .where(eq(orders.id, orderId));
}

async function readSettledFacts(tx: Transaction, orderId: string): Promise<SettledFacts | undefined> {
  const result = await tx.execute<Record<keyof SettledFacts, never>>(sql`
    with carrier as (${carryingPayment(orderId)}
    ), back as (
      select coalesce(sum(refunds.amount_minor) filter (where refunds.state not in ('failed', 'due')), 0) as promised,
        coalesce(sum(refunds.amount_minor) filter (where refunds.state = 'succeeded'), 0) as done
      from refunds join carrier on carrier.id = refunds.payment_id
    ), revoked as (
      select coalesce(sum(price_minor - discount_minor), 0) as amount from order_lines
      where order_id = ${orderId} and revoked_at is not null
    ), contested as (
      select disputes.state from disputes join payments on payments.id = disputes.payment_id
      where payments.order_id = ${orderId}
        and (payments.id in (select id from carrier) or not exists (select from carrier))
    ), stray as (
      select owed.amount_minor as owed, (select coalesce(sum(amount_minor), 0) from refunds
        where payment_id = payments.id and refunds.state = 'succeeded') as done
      from payments join refunds owed on owed.payment_id = payments.id and owed.purpose = 'not_fulfilled'
      where order_id = ${orderId}
    )
    select orders.state,
      exists (select from carrier) or orders.total_minor = 0 as "isCarried",
      (select count(*)::int from order_lines where order_id = orders.id) as "lines",
      (select count(*)::int from order_lines where order_id = orders.id and revoked_at is null) as "openLines",
      exists (select from carrier, back where back.promised >= carrier.amount_minor) as "isRefundedInFull",
      (select done from back) >= (select amount from revoked) as "areRefundsDone",
      exists (select from contested where state = 'open') as "hasOpenDispute",
      exists (select from contested where state = 'lost') as "hasLostDispute",
      not exists (select from stray where done < owed) as "areStraysDone"
    from orders where id = ${orderId}`);
  return result.rows[0];
}

async function suspend(tx: Transaction, { orderId, now }: Settling): Promise<void> {
  await moveRights(tx, { orderId, from: 'active', to: 'suspended' });
  await closeSessions(tx, { orderId, now });
}

async function restore(tx: Transaction, orderId: string): Promise<void> {
  await moveRights(tx, { orderId, from: 'suspended', to: 'active' });
}

async function moveRights(
  tx: Transaction,
  { orderId, from, to }: { orderId: string; from: 'active' | 'suspended'; to: 'active' | 'suspended' },
): Promise<void> {
  const lines = tx.select({ id: orderLines.id }).from(orderLines).where(eq(orderLines.orderId, orderId));
  await tx
    .update(entitlements)
    .set({ state: to })
    .where(and(inArray(entitlements.orderLineId, lines), eq(entitlements.state, from)));
}
