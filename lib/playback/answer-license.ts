import type { Database } from '@/lib/db/client';
import { type KeySystem, parseKeySystem } from '@/lib/domain/key-system';
import { MAX_CHALLENGE_BYTES } from '@/lib/domain/license-limits';
import { isCertificateRequest } from '@/lib/drm/challenge/certificate-request';
import { readChallenge } from '@/lib/drm/challenge/read-challenge';
import { serverCertificate } from '@/lib/drm/certificate';
import { Fault } from '@/lib/fault';
import { clientCountry } from '@/lib/http/client-country';
import { bindingOf } from '@/lib/http/device-cookie';
import { bearerToken, type HeaderReader } from '@/lib/http/header-reader';
import { faultProblem, type PlainAnswer, refusalProblem } from '@/lib/http/problem';
import { limitRate } from '@/lib/http/rate-limit';
import { startTimings, type Timings } from '@/lib/http/server-timing';
import { issueLicense, type LicenseAnswer } from '@/lib/playback/issue-license';
import { requireBinding, verifySessionToken } from '@/lib/playback/session-token';

/** The header of an answer that a renewal needs, and the one in which the player gives them all back. */
const RECEIPT = 'stagedoor-license-receipt';
const RECEIPTS = 'stagedoor-license-receipts';
const KEY_ID = 'stagedoor-key-id';

const contentTypes = {
  widevine: 'application/octet-stream',
  playready: 'text/xml; charset=utf-8',
  fairplay: 'application/octet-stream',
  clearkey: 'application/json',
} as const satisfies Record<KeySystem, string>;

/** One license request without a framework's types, so that every kind of server can bring it. */
export interface LicenseCall {
  readonly keySystem: string;
  readonly headers: HeaderReader;
  readonly body: Uint8Array;
}

/**
 * Challenge bytes in, license bytes or problem JSON out, with `Server-Timing` either way. Widevine's certificate request
 * `08 04` names no key: it is answered from memory, without token, right or record. Never throws; the faults are
 * `not_found` (no such key system), `bad_request`, `body_too_large`, `token_invalid`, `token_expired`,
 * `too_many_requests`, `unavailable` and the vendor's.
 */
export async function answerLicense(db: Database, call: LicenseCall, now: Date): Promise<PlainAnswer> {
  const timings = startTimings();
  try {
    return await answerInTime(db, call, { timings, now });
  } catch (error) {
    return timed(faultProblem(error, 'license'), timings);
  }
}

async function answerInTime(
  db: Database,
  call: LicenseCall,
  { timings, now }: { readonly timings: Timings; readonly now: Date },
): Promise<PlainAnswer> {
  const keySystem = parseKeySystem(call.keySystem);
  if (keySystem === undefined) throw new Fault('not_found', 'no such key system');
  if (call.body.length > MAX_CHALLENGE_BYTES) throw new Fault('body_too_large');
  if (keySystem === 'widevine' && isCertificateRequest(call.body))
    return licensed(keySystem, {
      license: await serverCertificate(keySystem, now),
      receipt: undefined,
      timings,
    });
  const { headers, body } = call;
  const claims = await timings.measure('token', () => verifySessionToken(bearerToken(headers), now));
  requireBinding(claims, bindingOf(headers));
  await limitRate('license', claims.sessionId);
  // Not before: reading costs time, and anybody can send bytes.
  const challenge = readChallenge(keySystem, body);
  if (challenge === undefined || challenge.kind === 'certificate')
    throw new Fault('bad_request', `not a ${keySystem} license request`);
  const answer = await issueLicense(db, {
    keySystem,
    claims,
    challenge,
    body,
    receipts: headers.get(RECEIPTS) ?? undefined,
    claimedKid: headers.get(KEY_ID) ?? undefined,
    country: clientCountry(headers),
    userAgent: headers.get('user-agent'),
    timings,
    now,
  });
  return answer.ok ? licensed(keySystem, { ...answer, timings }) : refused(answer, { headers, timings });
}

interface Granted {
  readonly license: Uint8Array;
  readonly receipt: string | undefined;
  readonly timings: Timings;
}

function licensed(keySystem: KeySystem, { license, receipt, timings }: Granted): PlainAnswer {
  return {
    status: 200,
    headers: {
      'content-type': contentTypes[keySystem],
      'cache-control': 'no-store',
      'server-timing': timings.header(),
      ...(receipt === undefined ? {} : { [RECEIPT]: receipt }),
    },
    body: license,
  };
}

function refused(
  { reason, ref, slug }: Extract<LicenseAnswer, { ok: false }>,
  { headers, timings }: { headers: HeaderReader; timings: Timings },
): PlainAnswer {
  return timed(refusalProblem(reason, ref, { headers, slug }), timings);
}

function timed(problem: PlainAnswer, timings: Timings): PlainAnswer {
  return { ...problem, headers: { ...problem.headers, 'server-timing': timings.header() } };
}
