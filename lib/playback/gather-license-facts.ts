import type { Database } from '@/lib/db/client';
import { Fault } from '@/lib/fault';
import { isDatabaseAway } from '@/lib/http/fault-code';
import { describeError, log } from '@/lib/log';
import { type DayFacts, gatherDayFacts } from '@/lib/playback/day-facts';
import type { SessionClaims } from '@/lib/playback/session-token';

/** A license is not kept waiting for a database that says nothing; players give up after some seconds. */
const PATIENCE_MS = 2000;

/**
 * What the database says of a session and its day; `away` while it does not answer: those who were let in go on by
 * their token, which was signed when it last did. Throws Fault `token_invalid` when the day is gone.
 */
export async function gatherLicenseFacts(db: Database, claims: SessionClaims): Promise<DayFacts | 'away'> {
  const facts = await inTime(gatherDayFacts(db, claims)).catch((error: unknown) => {
    if (!isDatabaseAway(error)) throw error;
    log.warn('playback.database_away', { sessionId: claims.sessionId, cause: describeError(error) });
    return 'away' as const;
  });
  if (facts === undefined) throw new Fault('token_invalid', 'the day of this token is gone');
  return facts;
}

async function inTime<Result>(reading: Promise<Result>): Promise<Result | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), PATIENCE_MS);
  });
  // The one that loses must not be an unhandled rejection.
  reading.catch(() => undefined);
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
