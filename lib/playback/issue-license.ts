import type { Database } from '@/lib/db/client';
import { type KeySystem, parseKeySystem } from '@/lib/domain/key-system';
import type { Kid } from '@/lib/domain/kid';
import { decideLicense } from '@/lib/domain/license-decision';
import type { CloseReason } from '@/lib/domain/playback-session';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { readClearKeyChallenge } from '@/lib/drm/challenge/clearkey';
import { requestLicense } from '@/lib/drm/client';
import { Fault } from '@/lib/fault';
import { newSupportCode, type PlainAnswer, refusalProblem } from '@/lib/http/problem';
import { limitRate } from '@/lib/http/rate-limit';
import { log } from '@/lib/log';
import { type DayFacts, gatherDayFacts } from '@/lib/playback/day-facts';
import { recordDecision } from '@/lib/playback/record-decision';
import { requireBinding, type SessionClaims, verifySessionToken } from '@/lib/playback/session-token';

export const MAX_CHALLENGE_BYTES = 64 * 1024;

export interface LicenseRequest {
  readonly keySystem: string;
  readonly token: string | undefined;
  /** Of the browser that asks (lib/http/device-cookie.ts). */
  readonly binding: string | undefined;
  readonly body: Uint8Array;
}

interface Asked {
  readonly keySystem: KeySystem;
  readonly claims: SessionClaims;
  readonly kids: readonly Kid[];
}

/**
 * A CDM's challenge against a license or a refusal. Session and day come from the signed token and our database,
 * never from the body; the vendor is asked only after a yes. Throws Fault: `not_found` (no such key system),
 * `token_invalid`, `token_expired`, `bad_request`, `body_too_large`, `too_many_requests`, and the vendor's faults.
 */
export async function issueLicense(db: Database, request: LicenseRequest, now: Date): Promise<PlainAnswer> {
  const keySystem = parseKeySystem(request.keySystem);
  if (keySystem === undefined) throw new Fault('not_found', 'no such key system');
  const claims = await verifySessionToken(request.token, now);
  requireBinding(claims, request.binding);
  await limitRate('license', claims.sessionId);
  const facts = await gatherDayFacts(db, claims);
  if (facts === undefined) throw new Fault('token_invalid', 'the day of this token is gone');
  const isAllowed = facts.allowedKeySystems.includes(keySystem);
  const kids = isAllowed ? readChallenge(keySystem, request.body) : [];

  const decision = decideLicense(
    { ...facts, keySystem, askedKids: kids, sessionClosed: closedState(claims, facts) },
    now,
  );
  const asked = { keySystem, claims, kids };
  if (!decision.allow) return refuse(db, asked, { reason: decision.reason, now });
  const license = await requestLicense({
    keySystem,
    challenge: request.body,
    kids,
    sessionId: claims.sessionId,
    now,
  });
  await record(db, asked, { outcome: 'granted', now });
  return {
    status: 200,
    headers: { 'content-type': license.contentType, 'cache-control': 'no-store' },
    body: license.body,
  };
}

/** A session that has no row any more is as closed as one that was left; open access has none by design. */
function closedState(claims: SessionClaims, facts: DayFacts): CloseReason | undefined {
  if (facts.access === 'open') return undefined;
  if (claims.viewerId === undefined || facts.session === undefined) return 'left';
  return facts.session.closeReason;
}

function readChallenge(keySystem: KeySystem, body: Uint8Array): readonly Kid[] {
  if (body.length > MAX_CHALLENGE_BYTES) throw new Fault('body_too_large');
  const kids = keySystem === 'clearkey' ? readClearKeyChallenge(body) : undefined;
  if (kids === undefined) throw new Fault('bad_request', `not a ${keySystem} license request`);
  return kids;
}

async function refuse(
  db: Database,
  asked: Asked,
  { reason, now }: { reason: PlaybackRefusal; now: Date },
): Promise<PlainAnswer> {
  return refusalProblem(reason, await record(db, asked, { outcome: reason, now }));
}

/** Sessions of open access leave a log line and no row. */
async function record(
  db: Database,
  { claims, keySystem }: Asked,
  { outcome, now }: { outcome: 'granted' | PlaybackRefusal; now: Date },
): Promise<string> {
  const { sessionId, eventDayId, viewerId } = claims;
  const ref =
    viewerId === undefined
      ? newSupportCode()
      : await recordDecision(db, { sessionId, viewerId, eventDayId, keySystem, outcome, now });
  log.info('license.decided', { sessionId, eventDayId, keySystem, outcome, ref });
  return ref;
}
