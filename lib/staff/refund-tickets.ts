import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { isRefundable, refundAmount } from '@/lib/domain/act-line';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { requestRefund } from '@/lib/sales/refund-order';
import { leftOfPayment, listActLines, lockOrder, namedLines } from '@/lib/staff/act-lines';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';

export interface TicketRefund {
  readonly key: string;
  readonly reason: string;
  readonly orderId: string;
  readonly lineIds: readonly string[];
  /** As the preview has shown it; another amount is a refusal, and nothing is done. */
  readonly amountMinor: number;
  readonly now: Date;
}

/**
 * Takes tickets of an order back and gives their money back, as one act of staff. `changed`: what would go back is not
 * what the preview said. Throws Fault `not_found` without the power or the order.
 */
export function refundTickets(
  db: Database,
  staff: Staff,
  wish: TicketRefund,
): Promise<PerformedAct<ActRefusal>> {
  const { key, reason, orderId, now } = wish;
  return performAct<ActRefusal>(db, staff, {
    power: 'refund',
    key,
    reason,
    orderId,
    now,
    work: (tx) => refund(tx, wish),
  });
}

/** Everything that may say no is asked before the first row is written. */
async function refund(tx: Transaction, wish: TicketRefund): Promise<ActWork<ActRefusal>> {
  const { orderId, lineIds, amountMinor, reason, now } = wish;
  const order = await lockOrder(tx, orderId);
  const named = namedLines(await listActLines(tx, orderId), lineIds);
  if (named === undefined) return { ok: false, reason: 'other_order' };
  if (order.paidAt === null) return { ok: false, reason: 'not_paid' };
  if (order.state === 'disputed') return { ok: false, reason: 'disputed' };
  const open = named.filter(isRefundable);
  if (open.length === 0) return { ok: false, reason: 'nothing_left' };
  const isAsShown =
    open.length === named.length && refundAmount(open, await leftOfPayment(tx, orderId)) === amountMinor;
  if (!isAsShown) return { ok: false, reason: 'changed' };
  const done = await requestRefund(tx, { orderId, lineIds, reason, now, source: 'staff' });
  switch (done.outcome) {
    case 'disputed':
    case 'nothing_left':
      return { ok: false, reason: done.outcome };
    case 'revoked_free':
      return { ok: true, before: { state: order.state }, after: { lines: lineIds, amountMinor: 0 } };
    case 'refund_due':
      return {
        ok: true,
        before: { state: order.state },
        after: { lines: lineIds, amountMinor: done.amountMinor, refundId: done.refundId },
      };
  }
}
