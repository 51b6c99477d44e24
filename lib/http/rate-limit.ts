import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '@/lib/fault';

/**
 * Calls of playback, and of the live board, allowed per key and minute. Kept per process, so that a license costs no write: a brake on loops
 * and scripts, not an exact quota. Acts that need one are in lib/auth/act-limit.ts.
 */
const perMinute = {
  open_session: 30,
  license: 30,
  beat: 30,
  readiness: 30,
  qoe: 10,
  open_screen: 30,
  collect_screen: 60,
  /** By member of staff: some tabs that each ask every ten seconds. */
  timeline_news: 120,
  board: 60,
} as const;

type LimitedCall = keyof typeof perMinute;

const limiters = new Map<LimitedCall, RateLimiterMemory>();

/** Counts one `call` by `key` (viewer, session, address or staff). Throws Fault `too_many_requests` over the limit. */
export async function limitRate(call: LimitedCall, key: string): Promise<void> {
  const limiter = limiters.get(call) ?? new RateLimiterMemory({ points: perMinute[call], duration: 60 });
  limiters.set(call, limiter);
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Fault('too_many_requests', call, { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
