import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';

/** As long as a card company may ask who had watched. */
const KEEP_MS = 120 * 24 * 60 * 60 * 1000;
const MOST_PER_TICK = 5000;

/** Deletes sign-ins older than 120 days, a portion per tick. Returns how many. */
export async function forgetSignIns(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS);
  // Ids grow with time: the oldest are found without reading the rest.
  const gone = await db.execute(sql`
    delete from sign_ins where id = any (array(select id from sign_ins order by id limit ${MOST_PER_TICK}))
      and signed_in_at < ${before}`);
  return gone.rowCount ?? 0;
}
