import { and, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { playbackSessions } from '@/lib/db/schema/playback';
import { viewers } from '@/lib/db/schema/viewers';
import { isCountryAllowed } from '@/lib/domain/country-rule';
import { playableUntil } from '@/lib/domain/event-day';
import type { KeySystem } from '@/lib/domain/key-system';
import { decideAccess } from '@/lib/domain/license-decision';
import { BEAT_SECONDS } from '@/lib/domain/playback-session';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import type { ViewingPolicy } from '@/lib/domain/viewing-policy';
import { hasCertificate } from '@/lib/drm/certificate';
import { Fault } from '@/lib/fault';
import { newSupportCode } from '@/lib/http/problem';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { type DayFacts, type DayStream, gatherDayFacts } from '@/lib/playback/day-facts';
import { recordDecision } from '@/lib/playback/record-decision';
import { signSessionToken } from '@/lib/playback/session-token';

export interface OpenedSession extends DayStream {
  readonly sessionId: string;
  readonly token: string;
  readonly viewing: ViewingPolicy;
  readonly keySystems: readonly KeySystem[];
  /** Those whose CDM can be given a certificate beforehand, at `/api/certificate/{keySystem}`. */
  readonly certificates: readonly KeySystem[];
  /** How long a license plays; PlayReady and FairPlay players must ask again before that. */
  readonly licenseSeconds: number;
  readonly beatSeconds: number;
}

export type OpenResult =
  | { ok: true; session: OpenedSession }
  | { ok: false; reason: PlaybackRefusal; supportCode: string; slug: string };

interface OpenRequest {
  readonly eventDayId: string;
  /** What the browser says it is; shown to the viewer when another device takes over. */
  readonly device: string;
  /** The browser that alone may use the token (lib/http/device-cookie.ts). */
  readonly binding: string;
  /** As our own front tells it (lib/http/client-country.ts). */
  readonly country: string | undefined;
  readonly now: Date;
}

/**
 * Starts one player run. The newest device wins: the viewer's other open session of the day is closed in the same
 * transaction. Open access needs no viewer and leaves no row. Throws Fault `not_found` for an unknown day and
 * `not_signed_in` where a ticket is needed.
 */
export async function openSession(
  db: Database,
  viewer: Viewer | undefined,
  request: OpenRequest,
): Promise<OpenResult> {
  const { eventDayId, now } = request;
  const facts = await gatherDayFacts(db, { eventDayId, viewerId: viewer?.id });
  if (facts === undefined) throw new Fault('not_found', 'no such event day');
  if (facts.access === 'ticket' && viewer === undefined) throw new Fault('not_signed_in');
  const allowed = isCountryAllowed(facts.countryRule, request.country);
  const decision = decideAccess({ ...facts, isCountryAllowed: allowed }, now);
  if (!decision.allow) return refuse(db, viewer, { ...request, reason: decision.reason, slug: facts.slug });
  const sessionId = newId('pbs');
  const owner = facts.access === 'ticket' ? viewer : undefined;
  if (owner !== undefined) await takeOver(db, { ...request, sessionId, viewerId: owner.id });
  return { ok: true, session: await describe(facts, { ...request, sessionId, viewerId: owner?.id }) };
}

/** Written down for a viewer, so that staff find the code; in the log for anyone. */
async function refuse(
  db: Database,
  viewer: Viewer | undefined,
  { eventDayId, reason, slug, now }: OpenRequest & { reason: PlaybackRefusal; slug: string },
): Promise<OpenResult> {
  const sessionId = `open:${viewer?.id}:${eventDayId}`;
  const supportCode =
    viewer === undefined
      ? newSupportCode()
      : await recordDecision(db, {
          sessionId,
          viewerId: viewer.id,
          eventDayId,
          keySystem: 'open',
          outcome: reason,
          now,
        });
  log.info('session.refused', { eventDayId, viewerId: viewer?.id, reason, ref: supportCode });
  return { ok: false, reason, supportCode, slug };
}

interface NewSession extends OpenRequest {
  readonly sessionId: string;
  readonly viewerId: string;
}

/** One start after the other per viewer; the partial unique index would refuse a second open session anyway. */
async function takeOver(db: Database, session: NewSession): Promise<void> {
  const { sessionId, viewerId, eventDayId, device, now } = session;
  await db.transaction(async (tx) => {
    await tx.select({ id: viewers.id }).from(viewers).where(eq(viewers.id, viewerId)).for('update');
    await tx
      .update(playbackSessions)
      .set({ closedAt: now, closeReason: 'taken_over' })
      .where(
        and(
          eq(playbackSessions.viewerId, viewerId),
          eq(playbackSessions.eventDayId, eventDayId),
          isNull(playbackSessions.closedAt),
        ),
      );
    await tx.insert(playbackSessions).values({
      id: sessionId,
      viewerId,
      eventDayId,
      device: device.slice(0, 200),
      openedAt: now,
      lastBeatAt: now,
    });
  });
}

interface Whose extends OpenRequest {
  readonly sessionId: string;
  readonly viewerId: string | undefined;
}

async function describe(
  facts: DayFacts,
  { sessionId, eventDayId, viewerId, ...ask }: Whose,
): Promise<OpenedSession> {
  const { rules } = facts;
  const until = playableUntil(facts.times);
  const binding = viewerId === undefined ? undefined : ask.binding;
  return {
    sessionId,
    token: await signSessionToken({ sessionId, eventDayId, viewerId, binding, until, rules }, ask.now),
    ...facts.stream,
    viewing: facts.viewing,
    keySystems: rules.keySystems,
    certificates: rules.keySystems.filter(hasCertificate),
    licenseSeconds: rules.policy.licenseSeconds,
    beatSeconds: BEAT_SECONDS,
  };
}
