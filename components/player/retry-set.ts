/**
 * How long a request for media may take and how often it is made again, in milliseconds. An origin that is silent is
 * left for the other one within three seconds, long before the ten seconds in the buffer are played.
 */
export const mediaRetry = {
  connectionTimeout: 1500,
  stallTimeout: 2000,
  timeout: 8000,
  baseDelay: 100,
  maxAttempts: 4,
} as const;

const MOST_SECONDS = 4;

/**
 * Seconds to wait before the next attempt after so many failed in a row: half a second at first, four at most, spread so
 * that an audience does not return to a weak origin as one. `random` is 0 to 1.
 */
export function retryDelaySeconds(failures: number, random: number): number {
  return Math.min(MOST_SECONDS, 0.5 * 2 ** Math.min(failures, 10)) * (0.5 + random);
}
