import { migrateDatabase } from '@/lib/db/migrate';
import { startPostgres, type PostgresOptions } from './postgres';
import type { OnStop } from './run-command';

/** Starts (or reaches) the database, brings it to the newest schema and gives its connection string. */
export async function openDatabase(options: PostgresOptions, onStop: OnStop): Promise<string> {
  const postgres = await startPostgres(options);
  onStop(postgres.stop);
  await migrateDatabase(postgres.url);
  return postgres.url;
}
