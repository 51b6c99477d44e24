import { randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { type Database, type Transaction, violates } from '@/lib/db/client';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { playbackSessions } from '@/lib/db/schema/playback';
import { entitlements, orderLines } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import type { CloseReason } from '@/lib/domain/playback-session';
import { decideSlot, isPingPong, type SlotDecision, TAKE_OVER_MEMORY_MS } from '@/lib/domain/screen-slots';
import { makeSupportCode } from '@/lib/domain/support-code';
import { raiseAlert } from '@/lib/raise-alert';

interface NewScreen {
  readonly sessionId: string;
  readonly viewerId: string;
  readonly eventDayId: string;
  /** What the browser says it is. */
  readonly device: string;
  readonly binding: string;
  readonly now: Date;
}

export type TakenScreen =
  | { readonly ok: true; readonly mark: string }
  | { readonly ok: false; readonly reason: 'take_over_cooldown'; readonly retryAfterSeconds: number };

const MARK_TRIES = 3;

/**
 * Writes the session of a new screen, in one transaction with the end of those that make room for it. However many start
 * at once, never more are open than the ticket allows. The mark leads from a recording to this row.
 */
export async function takeScreen(db: Database, screen: NewScreen): Promise<TakenScreen> {
  for (let attempt = 1; ; attempt += 1) {
    const mark = makeSupportCode(randomBytes(5));
    try {
      return await db.transaction((tx) => take(tx, { ...screen, mark }));
    } catch (error) {
      if (attempt === MARK_TRIES || !violates(error, 'playback_sessions_mark_unique')) throw error;
    }
  }
}

async function take(tx: Transaction, screen: NewScreen & { readonly mark: string }): Promise<TakenScreen> {
  const { sessionId, viewerId, eventDayId, device, binding, mark, now } = screen;
  // One start after the other for each viewer.
  await tx.select({ id: viewers.id }).from(viewers).where(eq(viewers.id, viewerId)).for('update');
  const recent = await recentSessions(tx, screen);
  const takeOversAt = recent.flatMap(({ closeReason, closedAt }) =>
    closeReason === 'taken_over' && closedAt !== null ? [closedAt] : [],
  );
  const open = recent.filter(({ closedAt }) => closedAt === null);
  const decision = decideSlot(
    { open, limit: await screensOf(tx, screen), browser: binding, takeOversAt },
    now,
  );
  if (!decision.allow) {
    const { reason, retryAfterSeconds } = decision;
    return { ok: false, reason, retryAfterSeconds };
  }
  await makeRoom(tx, decision, now);
  await tx.insert(playbackSessions).values({
    id: sessionId,
    viewerId,
    eventDayId,
    slot: decision.slot,
    device: device.slice(0, 200),
    browser: binding,
    mark,
    openedAt: now,
    lastBeatAt: now,
  });
  if (decision.takenOver.length > 0 && isPingPong(takeOversAt.length + decision.takenOver.length)) {
    const about = `${viewerId}:${eventDayId}`;
    const detail = `${viewerId}, ${eventDayId}: the show keeps moving between screens`;
    await raiseAlert(tx, { kind: 'screen_ping_pong', about, detail, now });
  }
  return { ok: true, mark };
}

/** The open sessions, and those that were closed in the last hour. */
function recentSessions(tx: Transaction, { viewerId, eventDayId, now }: NewScreen) {
  const { closedAt } = playbackSessions;
  return tx
    .select()
    .from(playbackSessions)
    .where(
      and(
        eq(playbackSessions.viewerId, viewerId),
        eq(playbackSessions.eventDayId, eventDayId),
        or(isNull(closedAt), gt(closedAt, new Date(now.getTime() - TAKE_OVER_MEMORY_MS))),
      ),
    );
}

/** Screens at once, by the best ticket that this viewer has for the day. */
async function screensOf(tx: Transaction, { viewerId, eventDayId }: NewScreen): Promise<number> {
  const [row] = await tx
    .select({ screens: sql<number | null>`max(${ticketTypes.screens})` })
    .from(entitlements)
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .where(
      and(
        eq(entitlements.viewerId, viewerId),
        eq(entitlements.eventDayId, eventDayId),
        eq(entitlements.state, 'active'),
      ),
    );
  return row?.screens ?? 1;
}

async function makeRoom(
  tx: Transaction,
  { gone, replaced, takenOver }: Extract<SlotDecision, { allow: true }>,
  now: Date,
): Promise<void> {
  const endings: readonly (readonly [CloseReason, readonly string[]])[] = [
    ['left', gone],
    ['replaced', replaced],
    ['taken_over', takenOver],
  ];
  for (const [closeReason, ids] of endings) {
    if (ids.length === 0) continue;
    await tx
      .update(playbackSessions)
      .set({ closedAt: now, closeReason })
      .where(inArray(playbackSessions.id, [...ids]));
  }
}
