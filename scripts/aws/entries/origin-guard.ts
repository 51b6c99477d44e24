import { createHash, timingSafeEqual } from 'node:crypto';
import { readSecretVersions } from './read-secret';

/** In which CloudFront shows the origin secret (infra/portal/function-origin.ts). */
const ORIGIN_HEADER = 'x-stagedoor-origin';
/** A secret that was changed is noticed at most so late; a wrong header asks no more often than this. */
const REREAD_MS = 60_000;

interface Accepted {
  readonly digests: readonly Buffer[];
  readonly readAtMs: number;
}

let accepted: Promise<Accepted> | undefined;

/** Reads what CloudFront will show. Rejects when the secret cannot be read; the next call tries again. */
export async function loadOriginSecret(): Promise<void> {
  await load();
}

/**
 * Does this request come from our own CDN? Both versions of the secret count, and each of several values in one
 * (comma separated), so that it can be changed while requests arrive. Without `ORIGIN_SECRET_ID` nobody is let in.
 */
export async function isFromCdn(headers: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const given = headers[ORIGIN_HEADER];
  if (given === undefined) return false;
  const known = await load();
  if (fits(known, given)) return true;
  if (performance.now() - known.readAtMs < REREAD_MS) return false;
  accepted = undefined;
  return fits(await load(), given);
}

async function load(): Promise<Accepted> {
  accepted ??= read().catch((error: unknown) => {
    accepted = undefined;
    throw error;
  });
  return accepted;
}

async function read(): Promise<Accepted> {
  const { ORIGIN_SECRET_ID } = process.env;
  if (!ORIGIN_SECRET_ID) throw new Error('Set ORIGIN_SECRET_ID.');
  const texts = await readSecretVersions(ORIGIN_SECRET_ID);
  const values = texts.flatMap((text) => [text, ...text.split(',')]).map((text) => text.trim());
  return { digests: values.filter((text) => text !== '').map(digest), readAtMs: performance.now() };
}

function fits({ digests }: Accepted, given: string): boolean {
  const shown = digest(given);
  return digests.map((known) => timingSafeEqual(known, shown)).includes(true);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
