import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { playbackSessions } from '@/lib/db/schema/playback';
import { playableUntil } from '@/lib/domain/event-day';
import { decideAccess, decideSession } from '@/lib/domain/license-decision';
import { isBeatDue } from '@/lib/domain/playback-session';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { Fault } from '@/lib/fault';
import { newSupportCode } from '@/lib/http/problem';
import { type DayFacts, gatherDayFacts } from '@/lib/playback/day-facts';
import { recordDecision } from '@/lib/playback/record-decision';
import { type SessionClaims, signSessionToken } from '@/lib/playback/session-token';

export interface Beat {
  readonly watchedSeconds: number;
  readonly stalls: number;
  /** The page is going away: this session ends. */
  readonly leaving: boolean;
}

export type BeatResult =
  { ok: true; token: string } | { ok: false; reason: PlaybackRefusal; supportCode: string };

/**
 * One sign of life: tells a player that must stop so, and hands the others a fresh token. Writes a row only when
 * the session ends or the last write is old. Throws Fault `token_invalid` when the day is gone.
 */
export async function keepAlive(
  db: Database,
  claims: SessionClaims,
  ask: { beat: Beat; now: Date },
): Promise<BeatResult> {
  const { beat, now } = ask;
  const facts = await gatherDayFacts(db, claims);
  if (facts === undefined) throw new Fault('token_invalid', 'the day of this token is gone');
  const reason = stopReason(claims, facts, now);
  if (reason !== undefined)
    return { ok: false, reason, supportCode: await supportCodeFor(db, claims, { reason, now }) };
  const session = facts.session;
  if (session !== undefined && (beat.leaving || isBeatDue(session.lastBeatAt, now))) {
    await writeBeat(db, claims, { beat, now });
  }
  // The end as it is now: a show that runs over is extended for those who watch.
  return { ok: true, token: await signSessionToken({ ...claims, until: playableUntil(facts.times) }, now) };
}

function stopReason(claims: SessionClaims, facts: DayFacts, now: Date): PlaybackRefusal | undefined {
  const access = decideAccess(facts, now);
  if (!access.allow) return access.reason;
  if (facts.access === 'open') return undefined;
  if (claims.viewerId === undefined || facts.session === undefined) return 'session_closed';
  const session = decideSession(facts.session.closeReason);
  return session.allow ? undefined : session.reason;
}

async function supportCodeFor(
  db: Database,
  claims: SessionClaims,
  { reason, now }: { reason: PlaybackRefusal; now: Date },
): Promise<string> {
  const { sessionId, eventDayId, viewerId } = claims;
  if (viewerId === undefined) return newSupportCode();
  return recordDecision(db, { sessionId, viewerId, eventDayId, keySystem: 'beat', outcome: reason, now });
}

async function writeBeat(
  db: Database,
  claims: SessionClaims,
  { beat, now }: { beat: Beat; now: Date },
): Promise<void> {
  await db
    .update(playbackSessions)
    .set({
      lastBeatAt: now,
      watchedSeconds: beat.watchedSeconds,
      stalls: beat.stalls,
      ...(beat.leaving ? { closedAt: now, closeReason: 'left' as const } : {}),
    })
    .where(and(eq(playbackSessions.id, claims.sessionId), isNull(playbackSessions.closedAt)));
}
