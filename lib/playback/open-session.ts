import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { isCountryAllowed } from '@/lib/domain/country-rule';
import { playableUntil } from '@/lib/domain/event-day';
import type { KeySystem } from '@/lib/domain/key-system';
import { decideAdmission } from '@/lib/domain/license-decision';
import { BEAT_SECONDS } from '@/lib/domain/playback-session';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import type { ViewingPolicy } from '@/lib/domain/viewing-policy';
import { hasCertificate } from '@/lib/drm/certificate';
import { Fault } from '@/lib/fault';
import { newSupportCode } from '@/lib/http/problem';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { type DayFacts, type DayStream, gatherDayFacts } from '@/lib/playback/day-facts';
import { type MediaAccess, signedResources } from '@/lib/playback/media-cookies';
import { recordDecision } from '@/lib/playback/record-decision';
import { signSessionToken } from '@/lib/playback/session-token';
import { takeScreen } from '@/lib/playback/take-screen';

export interface OpenedSession extends DayStream {
  readonly sessionId: string;
  readonly token: string;
  /** Whether the CDN is to be sent the cookies that came with this answer; one that wants none may refuse them (CORS). */
  readonly mediaCredentials: boolean;
  readonly viewing: ViewingPolicy;
  /** Shown over the picture; none on a day of open access, whose recordings harm nobody. */
  readonly mark: string | undefined;
  readonly keySystems: readonly KeySystem[];
  /** Those whose CDM can be given a certificate beforehand, at `/api/certificate/{keySystem}`. */
  readonly certificates: readonly KeySystem[];
  /** How long a license plays; PlayReady and FairPlay players must ask again before that. */
  readonly licenseSeconds: number;
  readonly beatSeconds: number;
}

export type OpenResult =
  | { ok: true; session: OpenedSession; media: MediaAccess }
  | {
      ok: false;
      reason: PlaybackRefusal;
      supportCode: string;
      slug: string;
      /** Known where waiting helps. */
      retryAfterSeconds?: number;
    };

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
 * Starts one player run, from the lobby on. The newest screen wins (lib/domain/screen-slots.ts). Open access needs no
 * viewer and leaves no row. Throws Fault `not_found` for an unknown day and `not_signed_in` where a ticket is needed.
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
  const decision = decideAdmission({ ...facts, isCountryAllowed: allowed }, now);
  if (!decision.allow) return refuse(db, viewer, { ...request, reason: decision.reason, slug: facts.slug });
  const sessionId = newId('pbs');
  const owner = facts.access === 'ticket' ? viewer : undefined;
  const taken = owner && (await takeScreen(db, { ...request, sessionId, viewerId: owner.id }));
  if (taken?.ok === false) return refuse(db, viewer, { ...request, ...taken, slug: facts.slug });
  const media = { resources: signedResources(facts.stream), until: playableUntil(facts.times) };
  return {
    ok: true,
    session: await describe(facts, { ...request, sessionId, viewerId: owner?.id, mark: taken?.mark, media }),
    media,
  };
}

interface Refused extends OpenRequest {
  readonly reason: PlaybackRefusal;
  readonly slug: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** Written down for a viewer, so that staff find the code; in the log for anyone. */
async function refuse(
  db: Database,
  viewer: Viewer | undefined,
  { eventDayId, device, reason, slug, retryAfterSeconds, now }: Refused,
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
          userAgent: device,
          now,
        });
  log.info('session.refused', { eventDayId, viewerId: viewer?.id, reason, ref: supportCode });
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return { ok: false, reason, supportCode, slug, ...wait };
}

interface Whose extends OpenRequest {
  readonly sessionId: string;
  readonly media: MediaAccess;
  readonly viewerId: string | undefined;
  readonly mark: string | undefined;
}

async function describe(
  facts: DayFacts,
  { sessionId, eventDayId, viewerId, mark, media, ...ask }: Whose,
): Promise<OpenedSession> {
  const { rules } = facts;
  const { until, resources } = media;
  const binding = viewerId === undefined ? undefined : ask.binding;
  const claims = { sessionId, eventDayId, viewerId, binding, until, rules, media: resources };
  return {
    sessionId,
    token: await signSessionToken(claims, ask.now),
    ...facts.stream,
    mediaCredentials: resources.length > 0,
    viewing: facts.viewing,
    mark,
    keySystems: rules.keySystems,
    certificates: rules.keySystems.filter(hasCertificate),
    licenseSeconds: rules.policy.licenseSeconds,
    beatSeconds: BEAT_SECONDS,
  };
}
