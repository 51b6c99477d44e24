import { readField } from '@/components/player/read-field';

/** What a waiting screen shows. */
export interface ShownCode {
  readonly id: string;
  /** Eight characters. */
  readonly code: string;
  readonly expiresInSeconds: number;
  readonly pollSeconds: number;
}

export type ScreenAnswer =
  | { readonly status: 'waiting' | 'expired' }
  | { readonly status: 'ready'; readonly slug: string; readonly day: number };

const TIMEOUT_MILLISECONDS = 10_000;

/** A new code for this screen; undefined where there was no answer, or none of ours. Never throws. */
export async function askCode(): Promise<ShownCode | undefined> {
  const answer = await post('/api/screens');
  const [id, code] = [readField(answer?.body, 'id'), readField(answer?.body, 'code')];
  const expiresInSeconds = readField(answer?.body, 'expiresInSeconds');
  const pollSeconds = readField(answer?.body, 'pollSeconds');
  if (typeof id !== 'string' || typeof code !== 'string') return undefined;
  if (typeof expiresInSeconds !== 'number' || typeof pollSeconds !== 'number') return undefined;
  return { id, code, expiresInSeconds, pollSeconds };
}

/** Whether the code has been confirmed; undefined where that cannot be told now. Never throws. */
export async function askScreen(id: string): Promise<ScreenAnswer | undefined> {
  const answer = await post(`/api/screens/${id}`);
  // Its cookie is gone, or the row: another code is of more use than this one.
  if (answer?.status === 404) return { status: 'expired' };
  const status = readField(answer?.body, 'status');
  if (status === 'waiting' || status === 'expired') return { status };
  const [slug, day] = [readField(answer?.body, 'slug'), readField(answer?.body, 'day')];
  return status === 'ready' && typeof slug === 'string' && typeof day === 'number'
    ? { status, slug, day }
    : undefined;
}

async function post(path: string): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    // No network, no answer in time, or an answer that is none of ours: a captive portal.
    return undefined;
  }
}
