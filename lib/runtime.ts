import { now } from '@/lib/clock';
import { type Database, database } from '@/lib/db/client';

/** What every use case takes from the process it runs in: pages, routes and actions hand it down. */
export function runtime(): { readonly db: Database; readonly now: Date } {
  return { db: database(), now: now() };
}
