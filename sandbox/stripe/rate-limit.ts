import { ApiError } from './api-error';
import { millisecondsNow, type Clock } from './clock';

export interface WriteLimit {
  /** Null: no limit. */
  writesPerSecond: number | null;
  /** When the granted writes of the last second came, in milliseconds by the twin's clock. */
  granted: number[];
}

/** A limit that is off. */
export function createWriteLimit(): WriteLimit {
  return { writesPerSecond: null, granted: [] };
}

/** Counts one write in, or throws 429 `rate_limit` when the last second is full. */
export function takeWrite(limit: WriteLimit, clock: Clock): void {
  if (limit.writesPerSecond === null) return;
  const now = millisecondsNow(clock);
  limit.granted = limit.granted.filter((at) => at <= now && now - at < 1000);
  if (limit.granted.length >= limit.writesPerSecond) throw tooManyRequests();
  limit.granted.push(now);
}

/** The 429 that neither runs nor takes the idempotency key. */
export function tooManyRequests(): ApiError {
  return new ApiError({
    status: 429,
    type: 'invalid_request_error',
    message: 'Request rate limit exceeded.',
    code: 'rate_limit',
    executed: false,
  });
}
