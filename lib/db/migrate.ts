import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';

/** Any fixed number: whoever migrates this product's database takes this lock. */
const MIGRATION_LOCK = 7_246_310;

/** Brings the database to the newest schema. Safe to run several times, and by several processes at once. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // However long an index takes, also where the server itself has a limit for all (infra/data/data-stack.ts).
    await client.query('set statement_timeout = 0');
    // drizzle's migrator takes no lock of its own; the session's end frees this one.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
  } finally {
    await client.end();
  }
}
