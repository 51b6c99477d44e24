import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';

const KEEP_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_PER_DAY_AND_TICK = 5000;

/** Deletes measurements older than 30 days, by the index, a portion of each event day per tick. Returns how many. */
export async function forgetQoe(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS);
  const gone = await db.execute(sql`
    delete from qoe_minutes where ctid = any (array(
      select old.ctid from event_days cross join lateral (
        select ctid from qoe_minutes
        where event_day_id = event_days.id and minute < ${before} limit ${MOST_PER_DAY_AND_TICK}
      ) as old))`);
  return gone.rowCount ?? 0;
}
