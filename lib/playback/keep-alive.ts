import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { playbackSessions } from '@/lib/db/schema/playback';
import { isCountryAllowed } from '@/lib/domain/country-rule';
import { playableUntil } from '@/lib/domain/event-day';
import { decideAdmission, decideSession } from '@/lib/domain/license-decision';
import { isBeatDue } from '@/lib/domain/playback-session';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { newSupportCode } from '@/lib/http/problem';
import { Fault } from '@/lib/fault';
import type { DayFacts } from '@/lib/playback/day-facts';
import { gatherLicenseFacts } from '@/lib/playback/gather-license-facts';
import { type MediaAccess, signedResources } from '@/lib/playback/media-cookies';
import { recordDecision } from '@/lib/playback/record-decision';
import { type SessionClaims, signSessionToken } from '@/lib/playback/session-token';

export interface Beat {
  readonly watchedSeconds: number;
  readonly stalls: number;
  /** The page is going away: this session ends. */
  readonly leaving: boolean;
}

interface Ask {
  readonly beat: Beat;
  /** As our own front tells it (lib/http/client-country.ts). */
  readonly country: string | undefined;
  /** What the browser says it is. */
  readonly userAgent: string | null;
  readonly now: Date;
}

export type BeatResult =
  | { ok: true; token: string; media: MediaAccess }
  | { ok: false; reason: PlaybackRefusal; supportCode: string; slug: string };

/**
 * One sign of life: tells a player that must stop so, and hands the others a fresh token. Writes a row only when
 * the session ends or the last write is old. While the database is away, a token that is still good is renewed from itself,
 * until the day is over. Throws Fault `token_invalid` when the day is gone, `unavailable` for an outdated token meanwhile.
 */
export async function keepAlive(db: Database, claims: SessionClaims, ask: Ask): Promise<BeatResult> {
  const { beat, now } = ask;
  const facts = await gatherLicenseFacts(db, claims);
  if (facts === 'away') {
    // An older token may be of a session that ended long ago: only the database knows, so its player has to wait.
    if (now >= claims.expiresAt)
      throw new Fault('unavailable', 'an outdated token while the database is away');
    return renewed(claims, now);
  }
  const reason = stopReason(claims, facts, ask);
  if (reason !== undefined) {
    const supportCode = await supportCodeFor(db, claims, { reason, userAgent: ask.userAgent, now });
    return { ok: false, reason, supportCode, slug: facts.slug };
  }
  const session = facts.session;
  if (session !== undefined && (beat.leaving || isBeatDue(session.lastBeatAt, now))) {
    await writeBeat(db, claims, { beat, now });
  }
  // The end as it is now: a show that runs over is extended for those who watch.
  const { rules, times, stream } = facts;
  return renewed({ ...claims, rules, until: playableUntil(times), media: signedResources(stream) }, now);
}

async function renewed(claims: SessionClaims, now: Date): Promise<BeatResult> {
  const { media: resources, until } = claims;
  return { ok: true, token: await signSessionToken(claims, now), media: { resources, until } };
}

function stopReason(
  claims: SessionClaims,
  facts: DayFacts,
  { country, now }: Ask,
): PlaybackRefusal | undefined {
  const allowed = isCountryAllowed(facts.countryRule, country);
  const access = decideAdmission({ ...facts, isCountryAllowed: allowed }, now);
  if (!access.allow) return access.reason;
  if (facts.access === 'open') return undefined;
  if (claims.viewerId === undefined || facts.session === undefined) return 'session_closed';
  const session = decideSession(facts.session.closeReason);
  return session.allow ? undefined : session.reason;
}

async function supportCodeFor(
  db: Database,
  claims: SessionClaims,
  { reason, userAgent, now }: { reason: PlaybackRefusal } & Pick<Ask, 'userAgent' | 'now'>,
): Promise<string> {
  const { sessionId, eventDayId, viewerId } = claims;
  if (viewerId === undefined) return newSupportCode();
  const whose = { sessionId, viewerId, eventDayId, keySystem: 'beat' };
  return recordDecision(db, { ...whose, outcome: reason, userAgent, now });
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
