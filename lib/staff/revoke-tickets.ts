import { sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { closeSessions } from '@/lib/sales/close-sessions';
import { listActLines, lockOrder, namedLines } from '@/lib/staff/act-lines';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';

export interface TicketAct {
  readonly key: string;
  readonly reason: string;
  readonly orderId: string;
  readonly lineIds: readonly string[];
  readonly now: Date;
}

/**
 * Takes the rights of order lines away without money, as one act of staff; playback ends. Seat and day stay the
 * buyer's, so that `restoreTickets` can always give them back (docs/decisions/0029). Throws Fault `not_found` without
 * the power or the order.
 */
export function revokeTickets(
  db: Database,
  staff: Staff,
  wish: TicketAct,
): Promise<PerformedAct<ActRefusal>> {
  const { key, reason, orderId, now } = wish;
  return performAct<ActRefusal>(db, staff, {
    power: 'revoke',
    key,
    reason,
    orderId,
    now,
    work: (tx) => revoke(tx, wish),
  });
}

async function revoke(tx: Transaction, wish: TicketAct): Promise<ActWork<ActRefusal>> {
  const { orderId, lineIds, now } = wish;
  const order = await lockOrder(tx, orderId);
  const named = namedLines(await listActLines(tx, orderId), lineIds);
  if (named === undefined) return { ok: false, reason: 'other_order' };
  if (order.paidAt === null) return { ok: false, reason: 'not_paid' };
  const open = named.filter(({ standing }) => standing === 'open').map(({ id }) => id);
  if (open.length === 0) return { ok: false, reason: 'nothing_left' };
  await tx.execute(sql`
    update entitlements set state = 'revoked'
    where order_line_id = any(${sql.param(open)}) and state <> 'revoked'`);
  await closeSessions(tx, { orderId, now });
  return { ok: true, before: { rights: 'active' }, after: { rights: 'revoked', lines: open } };
}
