import { createHash } from 'node:crypto';
import { lt } from 'drizzle-orm';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '@/lib/db/client';
import { rateLimits } from '@/lib/db/schema/operations';
import { Fault } from '@/lib/fault';
import { describeError, log } from '@/lib/log';

interface Window {
  readonly points: number;
  readonly seconds: number;
}

const MINUTE = 60;
const HOUR = 3600;

/** What one key may do; every window of an act counts. */
const windows = {
  hold: [
    { points: 20, seconds: MINUTE },
    { points: 120, seconds: HOUR },
  ],
  pay: [
    { points: 20, seconds: MINUTE },
    { points: 120, seconds: HOUR },
  ],
  sync_order: [{ points: 60, seconds: MINUTE }],
  close_screen: [{ points: 30, seconds: MINUTE }],
  promo: [
    { points: 10, seconds: MINUTE },
    { points: 60, seconds: HOUR },
  ],
  /** Wrong promo codes. */
  promo_guess: [{ points: 30, seconds: HOUR }],
  /** By staff member. */
  staff_act: [{ points: 60, seconds: MINUTE }],
  /** Files that staff take away, by staff member. */
  export: [
    { points: 10, seconds: MINUTE },
    { points: 60, seconds: HOUR },
  ],
  /** Links of complimentary tickets and of tickets that move, by viewer. */
  claim: [{ points: 20, seconds: MINUTE }],
  /** By mail address. */
  sign_in_code: [{ points: 5, seconds: 10 * MINUTE }],
  /** Codes asked for, by client network: a mobile carrier puts many buyers behind one address. */
  sign_in_network: [{ points: 200, seconds: HOUR }],
  /** By browser. */
  sign_in_try: [{ points: 10, seconds: 10 * MINUTE }],
  /** Codes of screens, typed or confirmed, by viewer. */
  screen: [{ points: 20, seconds: MINUTE }],
  /** Wrong ones. */
  screen_guess: [{ points: 20, seconds: HOUR }],
} as const satisfies Record<string, readonly Window[]>;

export type LimitedAct = keyof typeof windows;

/**
 * Counts one `act` by `key` (viewer, mail address, network or browser), over all processes. Throws Fault
 * `too_many_requests` over the limit. While the database is away each process counts for itself. The table holds
 * hashes of the keys.
 */
export async function limitAct(db: Database, act: LimitedAct, key: string): Promise<void> {
  try {
    for (const limiter of limitersOf(db, act)) await limiter.consume(hashOf(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new Fault('too_many_requests', act, { retryAfterSeconds });
  }
}

/** Takes back one count of `limitAct`, for an act that turned out not to be what is limited. */
export async function forgiveAct(db: Database, act: LimitedAct, key: string): Promise<void> {
  for (const limiter of limitersOf(db, act)) await limiter.reward(hashOf(key));
}

/** Deletes the counts whose time is over; they no longer count anyway. Returns how many. */
export async function forgetOldActs(db: Database, now: Date): Promise<number> {
  const gone = await db.delete(rateLimits).where(lt(rateLimits.expire, now.getTime()));
  return gone.rowCount ?? 0;
}

const limitersOfPool = new WeakMap<Pool, Map<LimitedAct, readonly RateLimiterPostgres[]>>();

function limitersOf({ $client: pool }: Database, act: LimitedAct): readonly RateLimiterPostgres[] {
  const known = limitersOfPool.get(pool) ?? new Map<LimitedAct, readonly RateLimiterPostgres[]>();
  limitersOfPool.set(pool, known);
  const limiters = known.get(act) ?? windows[act].map((window) => createLimiter(pool, act, window));
  known.set(act, limiters);
  return limiters;
}

function createLimiter(pool: Pool, act: LimitedAct, { points, seconds }: Window): RateLimiterPostgres {
  const rule = { keyPrefix: `${act}:${seconds}`, points, duration: seconds };
  return new RateLimiterPostgres({
    ...rule,
    storeClient: storeOn(pool),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    // The jobs tick deletes them, once for all processes.
    clearExpiredByTimeout: false,
    insuranceLimiter: new RateLimiterMemory(rule),
  });
}

/**
 * The pool without the names that the library gives its statements: a named one pins the connection in RDS Proxy.
 * Its failures are logged here, since the insurance hides them.
 */
function storeOn(pool: Pool) {
  return {
    query: async ({ text, values }: { readonly text: string; readonly values: unknown[] }) => {
      try {
        return await pool.query({ text, values });
      } catch (error) {
        log.warn('rate_limit.store_away', { cause: describeError(error) });
        throw error;
      }
    },
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
