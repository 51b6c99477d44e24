import { lt } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { screenLinks } from '@/lib/db/schema/playback';

const KEEP_MS = 24 * 60 * 60 * 1000;

/** Deletes what is left of screens' codes a day after their end. Returns how many. */
export async function forgetScreenLinks(db: Database, now: Date): Promise<number> {
  const gone = await db
    .delete(screenLinks)
    .where(lt(screenLinks.expiresAt, new Date(now.getTime() - KEEP_MS)));
  return gone.rowCount ?? 0;
}
