import { sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { listActLines, lockOrder, namedLines } from '@/lib/staff/act-lines';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';
import type { TicketAct } from '@/lib/staff/revoke-tickets';

/**
 * Gives back the rights that staff took without money, as one act of staff. Refunded tickets stay gone: their seats
 * are for sale again. While a dispute is open nothing comes back. Throws Fault `not_found` without the power or the order.
 */
export function restoreTickets(
  db: Database,
  staff: Staff,
  wish: TicketAct,
): Promise<PerformedAct<ActRefusal>> {
  const { key, reason, orderId, now } = wish;
  return performAct<ActRefusal>(db, staff, {
    power: 'restore',
    key,
    reason,
    orderId,
    now,
    work: (tx) => restore(tx, wish),
  });
}

async function restore(tx: Transaction, wish: TicketAct): Promise<ActWork<ActRefusal>> {
  const { orderId, lineIds } = wish;
  const order = await lockOrder(tx, orderId);
  const named = namedLines(await listActLines(tx, orderId), lineIds);
  if (named === undefined) return { ok: false, reason: 'other_order' };
  if (order.paidAt === null) return { ok: false, reason: 'not_paid' };
  if (order.state === 'disputed') return { ok: false, reason: 'disputed' };
  const revoked = named.filter(({ standing }) => standing === 'revoked').map(({ id }) => id);
  if (revoked.length === 0) return { ok: false, reason: 'nothing_to_restore' };
  await tx.execute(sql`
    update entitlements set state = 'active'
    where order_line_id = any(${sql.param(revoked)}) and state = 'revoked'`);
  return { ok: true, before: { rights: 'revoked' }, after: { rights: 'active', lines: revoked } };
}
