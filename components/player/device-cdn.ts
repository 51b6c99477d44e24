import type { Advice, Outcome } from './device-checks';
import { listParts, type StreamParts } from './device-stream';
import type { OpenedSession } from './playback-api';

const TIMEOUT_MILLISECONDS = 8000;

export interface CdnAnswer {
  readonly outcome: Outcome;
  /** Absent when the pictures could not be reached. */
  readonly parts?: StreamParts;
}

/** Whether this browser is given manifest and newest segment, with its cookies, by either origin. Never throws. */
export async function askCdn({ manifestUrl, backupOrigin }: OpenedSession): Promise<CdnAnswer> {
  const { origin, pathname, search } = new URL(manifestUrl, location.href);
  let first: CdnAnswer | undefined;
  // Once more where there is no second origin: one dropped packet is no verdict on a device.
  for (const base of [origin, backupOrigin ?? origin]) {
    const answer = await askOrigin(new URL(pathname + search, base).href);
    if (answer.outcome.result === 'passed') return answer;
    first ??= answer;
  }
  return first ?? { outcome: { result: 'skipped' } };
}

/** A part of the stream as the player fetches it: with the cookies that open it, but not from the browser's cache. */
export function fetchPart(url: string): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  return fetch(url, { credentials: 'include', cache: 'no-store', signal });
}

async function askOrigin(manifestUrl: string): Promise<CdnAnswer> {
  let refusedWith: number | undefined;
  const fetchGood = async (url: string) => {
    const response = await fetchPart(url);
    if (response.ok) return response;
    refusedWith = response.status;
    throw new Error(`status ${response.status}`);
  };
  try {
    const fetchText = async (url: string) => (await fetchGood(url)).text();
    const parts = await listParts({ url: manifestUrl, text: await fetchText(manifestUrl) }, fetchText);
    const newest = parts.segments.at(-1);
    if (newest !== undefined) await (await fetchGood(newest)).arrayBuffer();
    return { outcome: { result: 'passed' }, parts };
  } catch {
    return { outcome: { result: 'failed', advice: adviceFor(refusedWith) } };
  }
}

/** Refused while our own server lets them in: the cookies did not come along. Anything else is not theirs to mend. */
function adviceFor(status: number | undefined): Advice {
  if (status === undefined) return { kind: 'fix', fix: 'cdn_unreachable' };
  if (status === 401 || status === 403) return { kind: 'fix', fix: 'cookies_blocked' };
  return { kind: 'problem', problem: { kind: 'player', code: 'feed_down' } };
}
