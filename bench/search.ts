import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { type Database, openPool } from '@/lib/db/client';
import { migrateDatabase } from '@/lib/db/migrate';
import { readSearch } from '@/lib/domain/search-query';
import { searchStatement } from '@/lib/staff/search-statement';
import { type LoadSearch, loadSearches, wholeTables } from '../scripts/load-searches';
import { seedLoad } from '../scripts/seed-load';
import { median, quantile } from './median';

const ROUNDS = 20;
/** Milliseconds for 95 of 100 searches, the way to the database and back included. */
const GOAL_MS = 50;
const now = new Date('2026-11-29T12:00:00Z');

/** Each kind of staff search among 200,000 orders and 500,000 license decisions: time, and the plan at that size. */
export async function benchSearch(url: string): Promise<number> {
  const databaseUrl = await ownDatabase(url);
  const started = performance.now();
  await seedLoad({ databaseUrl, now });
  console.log(`loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const searches = await loadSearches(client);
  await client.end();
  const pool = openPool(databaseUrl, 1);
  let code = 0;
  for (const search of searches) code = Math.max(code, await measure(drizzle(pool), search));
  await pool.end();
  return code;
}

/** The load refuses a database with orders, and other benches write some. */
async function ownDatabase(url: string): Promise<string> {
  const own = new URL(url);
  own.pathname = '/bench_search';
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query('drop database if exists bench_search');
  await admin.query('create database bench_search');
  await admin.end();
  await migrateDatabase(own.href);
  return own.href;
}

async function measure(db: Database, { kind, typed, indexes }: LoadSearch): Promise<number> {
  const problems = new Set<string>();
  const times: number[] = [];
  for (const text of typed) {
    const statement = searchStatement(readSearch(text), { before: undefined, now });
    const { rows } = await db.execute<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const table of wholeTables(plan)) problems.add(`reads all of ${table}`);
    for (const index of indexes) if (!plan.includes(index)) problems.add(`does not use ${index}`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      await db.execute(statement);
      times.push(performance.now() - started);
    }
  }
  const [p50, p95] = [median(times), quantile(times, 0.95)];
  if (p95 > GOAL_MS) problems.add(`goal ${GOAL_MS} ms`);
  const verdict = problems.size === 0 ? '' : ` — ${[...problems].join(', ')}`;
  console.log(`${kind}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms${verdict}`);
  return problems.size === 0 ? 0 : 1;
}
