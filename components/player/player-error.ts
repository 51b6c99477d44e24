import type { Messages } from 'next-intl';
import { playbackRefusals, type PlaybackRefusal } from '@/lib/domain/refusal';
import { readField } from './read-field';

/** The faults with which the player's three routes answer; anything else is `internal` to it. */
const faults = [
  'bad_request',
  'not_signed_in',
  'token_invalid',
  'token_expired',
  'not_found',
  'too_many_requests',
  'internal',
  'unavailable',
  'drm_unauthorized',
  'drm_refused',
  'drm_failed',
  'drm_empty',
  'drm_unreadable',
  'drm_overbroad',
  'drm_busy',
  'drm_timeout',
] as const satisfies readonly (keyof Messages['fault'])[];

type PlayerFault = (typeof faults)[number];

/** What went wrong on this side of the network. */
export type PlayerCode =
  | 'insecure_page'
  | 'unsupported_browser'
  | 'protection_unavailable'
  | 'missing_keys'
  | 'feed_down'
  | 'connection'
  | 'picture_failed'
  | 'unknown';

/** Why there is no picture. `ref` is for the support desk: the server's code, or `S` and Shaka's number. */
export type PlayerProblem =
  | { readonly kind: 'refusal'; readonly code: PlaybackRefusal; readonly ref?: string | undefined }
  | { readonly kind: 'fault'; readonly code: PlayerFault; readonly ref?: string | undefined }
  | { readonly kind: 'player'; readonly code: PlayerCode; readonly ref?: string | undefined };

/** The group of texts, `<key>.title`, `.text` and `.action`, that tells people about a problem. */
export function textKey(problem: PlayerProblem) {
  switch (problem.kind) {
    case 'refusal':
      return `refusal.${problem.code}` as const;
    case 'fault':
      return `fault.${problem.code}` as const;
    case 'player':
      return `player.${problem.code}` as const;
  }
}

/** Reads an answer that is no success: our problem JSON, or, from a proxy on the way, its status alone. */
export function problemOfAnswer(status: number, body: string): PlayerProblem {
  const { code, ref } = readProblem(body);
  const refusal = playbackRefusals.find((known) => known === code);
  if (refusal !== undefined) return { kind: 'refusal', code: refusal, ref };
  return { kind: 'fault', code: faults.find((known) => known === code) ?? faultOfStatus(status), ref };
}

/** Reads what Shaka 5 throws, reports or hands to `drm.failureCallback`. Takes anything; never throws. */
export function problemOfEngine(error: unknown): PlayerProblem {
  const code = engineCode(error);
  if (code === undefined) return { kind: 'player', code: 'unknown' };
  const ref = `S${code}`;
  if (code !== LICENSE_REQUEST_FAILED) return { kind: 'player', code: playerCode(code), ref };
  const [inner] = dataOf(error);
  const [, status, body] = dataOf(inner);
  if (engineCode(inner) !== BAD_HTTP_STATUS || typeof status !== 'number')
    return { kind: 'player', code: 'connection', ref };
  return problemOfAnswer(status, typeof body === 'string' ? body : '');
}

/** Shaka's severity 2: playback cannot go on. Errors of severity 1 heal by themselves. */
export function isCritical(error: unknown): boolean {
  return readField(error, 'severity') !== 1 && engineCode(error) !== LOAD_INTERRUPTED;
}

const BAD_HTTP_STATUS = 1001;
const LICENSE_REQUEST_FAILED = 6007;
const LOAD_INTERRUPTED = 7000;

/** https://shaka-player-demo.appspot.com/docs/api/shaka.util.Error.html */
function playerCode(code: number): PlayerCode {
  if (code === 4012 || (code >= 6008 && code <= 6014)) return 'missing_keys';
  if (code === 4032 || code === 6020) return 'unsupported_browser';
  if (code >= 6000 && code < 7000) return 'protection_unavailable';
  if (code >= 3000 && code < 4000) return 'picture_failed';
  if (code >= 1000 && code < 2000) return 'feed_down';
  if (code >= 4000 && code < 6000) return 'feed_down';
  return 'unknown';
}

function faultOfStatus(status: number): PlayerFault {
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many_requests';
  if (status === 502) return 'drm_failed';
  if (status === 503) return 'unavailable';
  if (status === 504) return 'drm_timeout';
  return 'internal';
}

function readProblem(body: string): { code: unknown; ref: string | undefined } {
  try {
    const problem: unknown = JSON.parse(body);
    const ref = readField(problem, 'ref');
    return { code: readField(problem, 'code'), ref: typeof ref === 'string' ? ref : undefined };
  } catch {
    // A proxy's page, not ours: the status has to do.
    return { code: undefined, ref: undefined };
  }
}

/** The number of a Shaka error; undefined for anything else. */
export function engineCode(error: unknown): number | undefined {
  const code = readField(error, 'code');
  return typeof code === 'number' && code >= 1000 ? code : undefined;
}

function dataOf(error: unknown): readonly unknown[] {
  const data = readField(error, 'data');
  return Array.isArray(data) ? data : [];
}
