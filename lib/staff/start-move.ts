import { and, eq, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { claimLinks } from '@/lib/db/schema/staff';
import { MOVE_LINK_MS } from '@/lib/domain/claim-link';
import { isMovable } from '@/lib/domain/movable-order';
import { issueClaimLink } from '@/lib/sales/issue-claim-link';
import { lockOrder } from '@/lib/staff/act-lines';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface MoveStart {
  readonly key: string;
  readonly reason: string;
  readonly orderId: string;
  readonly now: Date;
}

/**
 * Mails a link to the order's contact address, as one act of staff: who opens it under another sign-in and confirms gets
 * the order's tickets. Links sent before are void. Throws Fault `not_found` without the power or the order.
 */
export function startMove(
  db: Database,
  staff: Staff,
  { key, reason, orderId, now }: MoveStart,
): Promise<PerformedAct<'not_paid'>> {
  return performAct<'not_paid'>(db, staff, {
    power: 'move_tickets',
    key,
    reason,
    orderId,
    now,
    work: async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (!isMovable(order.state)) return { ok: false, reason: 'not_paid' };
      await tx
        .update(claimLinks)
        .set({ withdrawnAt: now })
        .where(
          and(
            eq(claimLinks.orderId, orderId),
            eq(claimLinks.kind, 'move'),
            isNull(claimLinks.usedAt),
            isNull(claimLinks.withdrawnAt),
          ),
        );
      const expiresAt = new Date(now.getTime() + MOVE_LINK_MS);
      const to = order.contactEmail;
      const link = { locale: order.locale, issuedBy: staff.email, reason, createdAt: now, expiresAt };
      const id = await issueClaimLink(tx, { kind: 'move', orderId, toAddress: to, ...link });
      return { ok: true, before: { viewerId: order.viewerId }, after: { link: id, to, expiresAt } };
    },
  });
}
