import { parseKeySystem, type KeySystem } from '@/lib/domain/key-system';
import type { ViewingPolicy } from '@/lib/domain/viewing-policy';
import { takeEarlyAnswer } from './early-opening-script';
import { type PlayerProblem, problemOfAnswer } from './player-error';
import { readField } from './read-field';

export interface OpenedSession {
  readonly sessionId: string;
  readonly token: string;
  readonly manifestUrl: string;
  readonly hlsManifestUrl: string | undefined;
  readonly backupOrigin: string | undefined;
  /** Whether media requests carry cookies: the CDN hands out segments for them alone. */
  readonly mediaCredentials: boolean;
  readonly viewing: ViewingPolicy;
  /** Shown over the picture; undefined on a day of open access. */
  readonly mark: string | undefined;
  readonly keySystems: readonly KeySystem[];
  readonly certificates: readonly KeySystem[];
  readonly licenseSeconds: number;
  readonly beatSeconds: number;
}

export interface Beat {
  /** Since the session was opened. */
  readonly watchedSeconds: number;
  readonly stalls: number;
  readonly leaving: boolean;
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PlayerProblem };

const TIMEOUT_MILLISECONDS = 10_000;

/** Opens a playback session; on a ticketed day this ends the viewer's session on any other device. Never throws. */
export async function openSession(eventDayId: string): Promise<Answer<OpenedSession>> {
  const early = await takeEarlyAnswer(eventDayId);
  return post('/api/playback', { body: { eventDayId }, read: readSession, answered: early });
}

/** One sign of life; the answer is the token to use from now on. A leaving beat outlives its page. Never throws. */
export async function sendBeat(
  { sessionId, token }: Pick<OpenedSession, 'sessionId' | 'token'>,
  beat: Beat,
): Promise<Answer<string>> {
  return post(`/api/playback/${sessionId}/heartbeat`, {
    body: beat,
    token,
    keepalive: beat.leaving,
    read: (answer) => textField(answer, 'token'),
  });
}

interface Ask<T> {
  readonly body: object;
  readonly token?: string;
  readonly keepalive?: boolean;
  /** The answer to the same request, where it was made before. */
  readonly answered?: Response | undefined;
  readonly read: (answer: unknown) => T | undefined;
}

async function post<T>(path: string, ask: Ask<T>): Promise<Answer<T>> {
  try {
    const response = ask.answered ?? (await send(path, ask));
    const text = await response.text();
    const value = response.ok ? ask.read(JSON.parse(text)) : undefined;
    if (value !== undefined) return { ok: true, value };
    return { ok: false, problem: problemOfAnswer(response.status, text) };
  } catch {
    // No network, no answer in time, or an answer that is none of ours: a captive portal.
    return { ok: false, problem: { kind: 'player', code: 'connection' } };
  }
}

function send<T>(path: string, { body, token, keepalive = false }: Ask<T>): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    keepalive,
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
}

function readSession(answer: unknown): OpenedSession | undefined {
  const sessionId = textField(answer, 'sessionId');
  const token = textField(answer, 'token');
  const manifestUrl = textField(answer, 'manifestUrl');
  if (sessionId === undefined || token === undefined || manifestUrl === undefined) return undefined;
  const keySystems = systemsField(answer, 'keySystems');
  const certificates = systemsField(answer, 'certificates');
  const [beatSeconds, licenseSeconds] = [
    readField(answer, 'beatSeconds'),
    readField(answer, 'licenseSeconds'),
  ];
  if (keySystems === undefined || certificates === undefined) return undefined;
  if (typeof beatSeconds !== 'number' || typeof licenseSeconds !== 'number') return undefined;
  return {
    sessionId,
    token,
    manifestUrl,
    hlsManifestUrl: textField(answer, 'hlsManifestUrl'),
    backupOrigin: textField(answer, 'backupOrigin'),
    mediaCredentials: readField(answer, 'mediaCredentials') === true,
    viewing: viewingField(answer),
    mark: textField(answer, 'mark'),
    beatSeconds,
    licenseSeconds,
    keySystems,
    certificates,
  };
}

/** What an answer does not say is not allowed. */
function viewingField(answer: unknown): ViewingPolicy {
  const viewing = readField(answer, 'viewing');
  return {
    chasePlay: readField(viewing, 'chasePlay') === true,
    pictureInPicture: readField(viewing, 'pictureInPicture') === true,
  };
}

function systemsField(thing: unknown, name: string): readonly KeySystem[] | undefined {
  const value = readField(thing, name);
  return Array.isArray(value) ? value.flatMap((text) => parseKeySystem(String(text)) ?? []) : undefined;
}

function textField(thing: unknown, name: string): string | undefined {
  const value = readField(thing, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
