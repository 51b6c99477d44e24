import { eq, inArray, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Transaction } from '@/lib/db/client';
import { dayClaims, entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { staffActs } from '@/lib/db/schema/staff';
import { isMovable } from '@/lib/domain/movable-order';
import { newId } from '@/lib/ids';
import type { ClaimLink, ClaimResult } from '@/lib/sales/claim-result';

interface Move {
  readonly link: ClaimLink;
  readonly now: Date;
}

/**
 * The tickets of an order go over to the viewer who has opened its link, and players of the other one stop at their next
 * beat. Runs under the locks of the order and its link.
 */
export async function claimMove(tx: Transaction, viewer: Viewer, { link, now }: Move): Promise<ClaimResult> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(eq(orders.id, link.orderId ?? ''));
  if (order === undefined || !isMovable(order.state)) return { ok: false, reason: 'order_closed' };
  const { id: orderId, viewerId: before } = order;
  if (before === viewer.id) return { ok: false, reason: 'already_yours' };
  if (await hasOneOfTheDays(tx, viewer, orderId)) return { ok: false, reason: 'already_entitled' };
  const owner = { viewerId: viewer.id };
  const lines = tx.select({ id: orderLines.id }).from(orderLines).where(eq(orderLines.orderId, orderId));
  await tx.update(orders).set(owner).where(eq(orders.id, orderId));
  await tx.update(dayClaims).set(owner).where(eq(dayClaims.orderId, orderId));
  await tx.update(entitlements).set(owner).where(inArray(entitlements.orderLineId, lines));
  await closePlayersOf(tx, { viewerId: before, orderId, now });
  await tx.insert(staffActs).values({
    id: newId('act'),
    key: `move:${link.id}`,
    power: 'move_tickets',
    staffEmail: link.issuedBy,
    roles: [],
    reason: link.reason,
    orderId,
    viewerId: viewer.id,
    before: { viewerId: before },
    after: { viewerId: viewer.id, link: link.id, confirmedBy: 'viewer' },
    actedAt: now,
  });
  return { ok: true, orderId };
}

async function hasOneOfTheDays(tx: Transaction, viewer: Viewer, orderId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ has: boolean }>(sql`
    select exists (select from day_claims own join day_claims moved using (event_day_id)
      where own.viewer_id = ${viewer.id} and moved.order_id = ${orderId}) as has`);
  return rows[0]?.has === true;
}

interface LeftBehind {
  readonly viewerId: string;
  readonly orderId: string;
  readonly now: Date;
}

/** Where another ticket still opens the day, its player goes on. */
async function closePlayersOf(tx: Transaction, { viewerId, orderId, now }: LeftBehind): Promise<void> {
  await tx.execute(sql`
    update playback_sessions set closed_at = ${now}, close_reason = 'revoked'
    where viewer_id = ${viewerId} and closed_at is null
      and event_day_id in (select event_day_id from entitlements
        join order_lines on order_lines.id = order_line_id where order_id = ${orderId})
      and not exists (select from entitlements other where other.viewer_id = ${viewerId}
        and other.event_day_id = playback_sessions.event_day_id and other.state = 'active')`);
}
