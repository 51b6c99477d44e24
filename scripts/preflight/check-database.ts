import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import journal from '@/lib/db/migrations/meta/_journal.json';
import { type CheckLine, go, noGo } from './check-line';
import { clockLine } from './clock-line';

/** The database answers, its clock agrees, and its schema is the one of this code. */
export async function checkDatabase(db: Database): Promise<readonly CheckLine[]> {
  const started = Date.now();
  const answered = await db.execute(sql`select extract(epoch from clock_timestamp()) * 1000 as now`);
  const tookMs = Date.now() - started;
  const theirs = z.object({ now: z.coerce.number() }).parse(answered.rows[0]).now;
  return [
    go('the database answers', `in ${tookMs} ms`),
    clockLine({ whose: 'the database', theirs, ours: started + tookMs / 2 }),
    await schemaLine(db),
  ];
}

const applied = z.object({ newest: z.coerce.number().nullable() });

async function schemaLine(db: Database): Promise<CheckLine> {
  const what = 'the database has the schema of this code';
  const wanted = journal.entries.at(-1);
  const there = await newestApplied(db);
  if (there === wanted?.when) return go(what, `up to ${wanted?.tag}`);
  if (there !== null && wanted !== undefined && there > wanted.when)
    return noGo(what, 'it is newer than this code', 'Deploy the code that migrated it.');
  return noGo(what, `${wanted?.tag} is missing`, 'npm run db:migrate');
}

async function newestApplied(db: Database): Promise<number | null> {
  const exists = await db.execute(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (exists.rows[0]?.there !== true) return null;
  const rows = await db.execute(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`);
  return applied.parse(rows.rows[0]).newest;
}
