import type { Reach, Surroundings } from '@/lib/domain/side-of-fault';
import { atBackup } from './media-origins';
import { parseHealth } from './parse-health';
import type { OpenedSession } from './playback-api';

export interface Look extends Surroundings {
  /** When the digest was made, in milliseconds of this page's clock (`performance.now`). */
  readonly madeAtMs: number | undefined;
}

interface Place {
  readonly slug: string;
  readonly eventDayId: string;
  /** Undefined where no session was opened: there is no address of the stream then. */
  readonly session: OpenedSession | undefined;
}

const PORTAL_TIMEOUT_MS = 3000;
const MEDIA_TIMEOUT_MS = 2000;

/** Asks our site for the digest and the origins for the manifest, both at once. At most 3 s; never throws. */
export async function lookAround({ slug, eventDayId, session }: Place): Promise<Look> {
  const [digest, media] = await Promise.all([askPortal(slug), askMedia(session)]);
  return {
    isOnline: navigator.onLine,
    portal: digest.reach,
    media,
    health: parseHealth(digest.body, eventDayId),
    madeAtMs: digest.madeAtMs,
  };
}

interface Digest {
  readonly reach: Reach;
  readonly body?: unknown;
  readonly madeAtMs?: number;
}

async function askPortal(slug: string): Promise<Digest> {
  const askedAt = performance.now();
  try {
    const response = await fetch(`/api/events/${encodeURIComponent(slug)}/health`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PORTAL_TIMEOUT_MS),
    });
    if (!response.ok) return { reach: 'failing' };
    const body: unknown = await response.json();
    // A shared cache says how old its copy is (RFC 9111 §5.1).
    return { reach: 'ok', body, madeAtMs: askedAt - Number(response.headers.get('age') ?? 0) * 1000 };
  } catch {
    // No network, no answer in time, or a captive portal's page instead of JSON.
    return { reach: 'unreachable' };
  }
}

/** The best that one of the origins has to say: the player uses whichever answers. */
async function askMedia(session: OpenedSession | undefined): Promise<Reach> {
  if (session === undefined) return undefined;
  const { manifestUrl, mediaCredentials } = session;
  const backup = atBackup(manifestUrl, session);
  const urls = backup === undefined ? [manifestUrl] : [manifestUrl, backup];
  const answers = await Promise.all(urls.map((url) => reachOf(url, mediaCredentials)));
  return (['ok', 'failing'] as const).find((best) => answers.includes(best)) ?? 'unreachable';
}

async function reachOf(url: string, isWithCookies: boolean): Promise<Reach> {
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: isWithCookies ? 'include' : 'same-origin',
      signal: AbortSignal.timeout(MEDIA_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.ok ? 'ok' : 'failing';
  } catch {
    return 'unreachable';
  }
}
