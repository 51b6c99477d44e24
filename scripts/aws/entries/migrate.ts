import { migrateDatabase } from '@/lib/db/migrate';
import { prepare } from './prepare';

/** Brings the database to the newest schema under the product's advisory lock, whatever the event says. */
export async function handler(): Promise<{ migrated: true }> {
  await prepare();
  await migrateDatabase(process.env.DATABASE_URL ?? '');
  return { migrated: true };
}
