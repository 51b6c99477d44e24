/** Licenses that everything behind a start answers in comfort each second. */
const STARTS_PER_SECOND = 500;
const MOST_SECONDS = 30;

/** Seconds over which an audience of that size is spread when doors open: 0 for a small one. */
export function startJitterSeconds(audience: number): number {
  return Math.min(MOST_SECONDS, Math.floor(audience / STARTS_PER_SECOND));
}
