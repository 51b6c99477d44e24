import { randomBytes } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client, type Pool } from 'pg';
import { inject } from 'vitest';
import { type Database, openPool } from '@/lib/db/client';

export interface TestDatabase {
  readonly db: Database;
  readonly pool: Pool;
  readonly url: string;
  close(): Promise<void>;
}

/** A fresh clone of the migrated template for one test file: real engine, real constraints, nobody else's rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${inject('templateDatabase')}`));
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  const pool = openPool(url.href, 20);
  // The product's limits are for one viewer's request; tests ask for hundreds at once, and write tables full.
  Object.assign(pool.options, {
    connectionTimeoutMillis: 60_000,
    statement_timeout: 120_000,
    query_timeout: 120_000,
  });
  return {
    db: drizzle(pool),
    pool,
    url: url.href,
    close: async () => {
      await pool.end();
      await asAdmin((admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

async function asAdmin(work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: inject('databaseUrl') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
