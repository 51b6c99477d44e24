import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { eventDays } from '@/lib/db/schema/catalog';
import { playbackSessions } from '@/lib/db/schema/playback';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { lockOrder } from '@/lib/staff/act-lines';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

export interface OrderAct {
  readonly key: string;
  readonly reason: string;
  readonly orderId: string;
  readonly now: Date;
}

/**
 * Stops the show on every screen of the order's viewer at its event, at their next beat, as one act of staff. The
 * tickets stay: watching can begin again. Throws Fault `not_found` without the power or the order.
 */
export function closeViewerSessions(
  db: Database,
  staff: Staff,
  { key, reason, orderId, now }: OrderAct,
): Promise<PerformedAct<ActRefusal>> {
  return performAct<ActRefusal>(db, staff, {
    power: 'close_sessions',
    key,
    reason,
    orderId,
    now,
    work: async (tx) => {
      const { viewerId, eventId } = await lockOrder(tx, orderId);
      const days = tx.select({ id: eventDays.id }).from(eventDays).where(eq(eventDays.eventId, eventId));
      const closed = await tx
        .update(playbackSessions)
        .set({ closedAt: now, closeReason: 'left' })
        .where(
          and(
            eq(playbackSessions.viewerId, viewerId),
            inArray(playbackSessions.eventDayId, days),
            isNull(playbackSessions.closedAt),
          ),
        )
        .returning({ id: playbackSessions.id });
      if (closed.length === 0) return { ok: false, reason: 'nothing_open' };
      return { ok: true, after: { sessions: closed.map(({ id }) => id) } };
    },
  });
}
