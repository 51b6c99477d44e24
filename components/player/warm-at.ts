const EARLIEST_MS = 40 * 60_000;
const LATEST_MS = 5 * 60_000;
const AT_ONCE_MS = 5000;

interface Visit {
  /** Server's clock, milliseconds, as is the answer. */
  readonly doorsAtMs: number;
  readonly openedAtMs: number;
}

/**
 * When a waiting page fetches what the start will need: at a moment of its own from 40 to 5 minutes before the doors,
 * or, for those who come later than that, within five seconds. `random` is 0 to 1.
 */
export function warmAt({ doorsAtMs, openedAtMs }: Visit, random: number): number {
  const from = Math.max(openedAtMs, doorsAtMs - EARLIEST_MS);
  const until = Math.max(from + AT_ONCE_MS, doorsAtMs - LATEST_MS);
  return from + (until - from) * random;
}
