import { lt } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { signInCodes } from '@/lib/db/schema/viewers';

/** The daily cap per address reads a day back; nobody needs what is older. */
const KEEP_MS = 2 * 24 * 60 * 60 * 1000;

/** Deletes old sign-in codes with the addresses they were sent to. Returns how many. */
export async function forgetSignInCodes(db: Database, now: Date): Promise<number> {
  const gone = await db
    .delete(signInCodes)
    .where(lt(signInCodes.createdAt, new Date(now.getTime() - KEEP_MS)));
  return gone.rowCount ?? 0;
}
