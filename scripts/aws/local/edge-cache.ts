import type { IncomingHttpHeaders } from 'node:http';

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: Buffer;
}

interface Kept {
  readonly answer: EdgeAnswer;
  readonly atMs: number;
  readonly freshMs: number;
  readonly staleMs: number;
}

export interface Served {
  readonly answer: EdgeAnswer;
  readonly from: 'Hit' | 'Miss';
  readonly ageSeconds: number;
}

export interface EdgeCache {
  /** From the cache as long as the answer allows (stale: while a new one is fetched), else by `fetch`, once for all who wait. */
  serve(key: string, fetch: () => Promise<EdgeAnswer>): Promise<Served>;
  /** Every answer that is kept, for whoever wants to see that none is private. */
  kept(): readonly { readonly key: string; readonly answer: EdgeAnswer }[];
}

/** A shared cache that keeps what `Cache-Control` lets it (RFC 9111; RFC 5861 for stale answers), as CloudFront with a default of 0. */
export function createEdgeCache(): EdgeCache {
  const entries = new Map<string, Kept>();
  const pending = new Map<string, Promise<EdgeAnswer>>();
  const refresh = (key: string, fetch: () => Promise<EdgeAnswer>): Promise<EdgeAnswer> => {
    const under = pending.get(key);
    if (under !== undefined) return under;
    const fetching = fetch()
      .then((answer) => {
        const life = lifeOf(answer);
        if (life === undefined) entries.delete(key);
        else entries.set(key, { answer: withoutCookies(answer), atMs: performance.now(), ...life });
        return withoutCookies(answer);
      })
      .finally(() => pending.delete(key));
    pending.set(key, fetching);
    return fetching;
  };
  return {
    async serve(key, fetch) {
      const kept = entries.get(key);
      const ageMs = kept === undefined ? Infinity : performance.now() - kept.atMs;
      if (kept !== undefined && ageMs < kept.freshMs)
        return { answer: kept.answer, from: 'Hit', ageSeconds: Math.floor(ageMs / 1000) };
      if (kept !== undefined && ageMs < kept.freshMs + kept.staleMs) {
        refresh(key, fetch).catch((error: unknown) => console.error('front:', error));
        return { answer: kept.answer, from: 'Hit', ageSeconds: Math.floor(ageMs / 1000) };
      }
      return { answer: await refresh(key, fetch), from: 'Miss', ageSeconds: 0 };
    },
    kept: () => [...entries].map(([key, { answer }]) => ({ key, answer })),
  };
}

/** How long an answer may be kept; undefined: not at all. */
function lifeOf({ status, headers }: EdgeAnswer): Pick<Kept, 'freshMs' | 'staleMs'> | undefined {
  const control = headers['cache-control'] ?? '';
  if (/\b(private|no-store|no-cache)\b/.test(control)) return undefined;
  // Errors are kept as long as they say; CloudFront's ten seconds without a word are left out.
  if (status >= 500) return undefined;
  const seconds = secondsOf(control, 's-maxage') ?? secondsOf(control, 'max-age');
  if (seconds === undefined) return undefined;
  return { freshMs: seconds * 1000, staleMs: (secondsOf(control, 'stale-while-revalidate') ?? 0) * 1000 };
}

function secondsOf(control: string, name: string): number | undefined {
  const [, digits] = new RegExp(`(?:^|[\\s,])${name}=(\\d+)`).exec(control) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Where no cookies are forwarded, none come back either (CloudFront Developer Guide). */
function withoutCookies(answer: EdgeAnswer): EdgeAnswer {
  const { 'set-cookie': _cookies, ...headers } = answer.headers;
  return { ...answer, headers };
}
