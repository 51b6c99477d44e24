import { fetchPart } from './device-cdn';
import type { Finding, Outcome } from './device-checks';
import type { StreamParts } from './device-stream';
import type { Quality } from './playback-controls';

const BUDGET_MILLISECONDS = 4000;
/** Beyond that no more is learned, and mobile data costs money. */
const BUDGET_BYTES = 4_000_000;
/** The quality that a show is meant to be seen in at least, in lines. */
const DECENT_HEIGHT = 480;
/** Room for what else goes over the same line. */
const HEADROOM = 1.5;

/**
 * How fast pictures of the show arrive, in kbit/s: the newest segments of the best quality, for 4 s at most, from the
 * origin and by the rules of the show. The fastest of them counts, since the player uses the same line meanwhile. An
 * engine's own estimate starts as a guess and stays one on short streams. Undefined where nothing came. Never throws.
 */
export async function measureSpeed({ segments }: StreamParts): Promise<number | undefined> {
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt > BUDGET_MILLISECONDS;
  let total = 0;
  let best: number | undefined;
  for (const url of segments) {
    if (isOver() || total > BUDGET_BYTES) break;
    const askedAt = performance.now();
    const bytes = await readUntil(url, isOver);
    total += bytes;
    if (bytes > 0) best = Math.max(best ?? 0, (bytes * 8) / (performance.now() - askedAt));
  }
  return best;
}

async function readUntil(url: string, isOver: () => boolean): Promise<number> {
  let bytes = 0;
  try {
    const response = await fetchPart(url);
    const reader = response.ok ? response.body?.getReader() : undefined;
    while (reader !== undefined) {
      const { done, value } = await reader.read();
      if (done) return bytes;
      bytes += value.byteLength;
      if (isOver()) await reader.cancel();
    }
    return bytes;
  } catch {
    // Cut off: what had come until then counts.
    return bytes;
  }
}

/** Below the lowest quality nothing plays for long; below one and a half of the decent one it plays in a lower quality. */
export function judgeSpeed(
  kbps: number | undefined,
  qualities: readonly Quality[],
): { readonly outcome: Outcome; readonly finding?: Finding } {
  const rising = [...qualities].sort((a, b) => a.kbps - b.kbps);
  const [lowest] = rising;
  if (kbps === undefined || lowest === undefined) return { outcome: { result: 'skipped' } };
  const finding = { kind: 'speed', kbps } as const;
  if (kbps < lowest.kbps) {
    return { finding, outcome: { result: 'failed', advice: { kind: 'fix', fix: 'too_slow' } } };
  }
  const decent = rising.findLast(({ height }) => height <= DECENT_HEIGHT) ?? lowest;
  if (kbps < decent.kbps * HEADROOM) {
    return { finding, outcome: { result: 'warned', advice: { kind: 'fix', fix: 'slow' } } };
  }
  return { finding, outcome: { result: 'passed' } };
}
