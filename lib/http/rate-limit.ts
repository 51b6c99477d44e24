import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '@/lib/fault';

/** Calls allowed per key and minute. Kept per process: a brake on loops and scripts, not an exact quota. */
const perMinute = {
  hold: 20,
  pay: 20,
  sync_order: 60,
  open_session: 30,
  license: 30,
  beat: 30,
} as const;

export type LimitedAct = keyof typeof perMinute;

const limiters = new Map<LimitedAct, RateLimiterMemory>();

/** Counts one call of `act` by `key` (viewer, session or address). Throws Fault `too_many_requests` over the limit. */
export async function limitRate(act: LimitedAct, key: string): Promise<void> {
  const limiter = limiters.get(act) ?? new RateLimiterMemory({ points: perMinute[act], duration: 60 });
  limiters.set(act, limiter);
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Fault('too_many_requests', act, { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
