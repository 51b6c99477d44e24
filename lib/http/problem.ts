import { randomBytes } from 'node:crypto';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { makeSupportCode } from '@/lib/domain/support-code';
import { type ActionLink, actionLink } from '@/lib/http/action-link';
import { faultCodeOf } from '@/lib/http/fault-code';
import type { HeaderReader } from '@/lib/http/header-reader';
import { Fault, type FaultCode, faultStatus } from '@/lib/fault';
import { describeError, log } from '@/lib/log';

/** An answer that is no license and no page: what every edge turns into its own kind of response. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export function newSupportCode(): string {
  return makeSupportCode(randomBytes(5));
}

interface Problem {
  readonly code: FaultCode | PlaybackRefusal;
  readonly status: number;
  readonly ref: string;
  readonly retryAfterSeconds?: number | undefined;
  readonly link?: ActionLink;
}

/** RFC 9457 problem details with our closed `code` and the support code `ref`; never a vendor's or library's text. */
export function problem({ code, status, ref, retryAfterSeconds, link }: Problem): PlainAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ type: problemType(code), title: code, status, code, ref, ...link }),
  };
}

/** DASH-IF's type where there is one (DASH-IF license request guidelines), our documentation's entry elsewhere. */
function problemType(code: FaultCode | PlaybackRefusal): string {
  if (code === 'not_entitled') return 'https://dashif.org/drm-problems/not-authorized';
  if (code === 'token_invalid' || code === 'token_expired') {
    return 'https://dashif.org/drm-problems/insufficient-proof-of-authorization';
  }
  return `urn:stagedoor:problem:${code}`;
}

/** A refusal is 403 whatever the reason, with a way on; `ref` is the one that was recorded with it. */
export function refusalProblem(
  code: PlaybackRefusal,
  ref: string,
  caller: {
    readonly headers: HeaderReader;
    readonly slug: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
  },
): PlainAnswer {
  const { retryAfterSeconds } = caller;
  return problem({ code, status: 403, ref, retryAfterSeconds, link: actionLink(code, caller) });
}

/** Any thrown thing as a problem: a Fault keeps its code, all else is `internal` with nothing of it shown. */
export function faultProblem(error: unknown, where: string): PlainAnswer {
  const ref = newSupportCode();
  const code = faultCodeOf(error) ?? 'internal';
  const status = faultStatus[code];
  const line = { where, code, ref, cause: describeError(error) };
  if (status >= 500) log.error('request.failed', line);
  else log.info('request.refused', line);
  const retryAfterSeconds = error instanceof Fault ? error.retryAfterSeconds : undefined;
  return problem({
    code,
    status,
    ref,
    retryAfterSeconds: retryAfterSeconds ?? (status === 503 ? 5 : undefined),
  });
}
