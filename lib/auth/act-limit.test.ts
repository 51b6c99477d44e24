import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetOldActs, forgiveAct, limitAct } from '@/lib/auth/act-limit';
import { type Database, openPool } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';

let testDb: TestDatabase;
let logged: string[] = [];

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => logged.push(line));
});

/** As another process would have it: a pool of its own. */
async function withOtherProcess(work: (db: Database) => Promise<void>): Promise<void> {
  const pool = openPool(testDb.url, 5);
  try {
    await work(drizzle(pool));
  } finally {
    await pool.end();
  }
}

async function outcomeOf(acts: readonly Promise<void>[]): Promise<{ passed: number; refused: number }> {
  const settled = await Promise.allSettled(acts);
  const passed = settled.filter(({ status }) => status === 'fulfilled').length;
  return { passed, refused: settled.length - passed };
}

describe('the limit of an act', () => {
  test('is one for all processes, however many ask at once', async () => {
    await withOtherProcess(async (other) => {
      const acts = [testDb.db, other].flatMap((db) =>
        Array.from({ length: 15 }, () => limitAct(db, 'promo', 'vwr_both')),
      );
      expect(await outcomeOf(acts)).toEqual({ passed: 10, refused: 20 });
    });
  });

  test('throws too_many_requests with the time to wait, and leaves other keys and acts alone', async () => {
    const { db } = testDb;
    for (let ask = 0; ask < 5; ask += 1) await limitAct(db, 'sign_in_code', 'hanako@example.jp');
    const refused: unknown = await limitAct(db, 'sign_in_code', 'hanako@example.jp').catch((error) => error);
    expect(refused).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: expect.any(Number) });
    expect(refused).toHaveProperty(
      'retryAfterSeconds',
      expect.toSatisfy((s: number) => s > 590 && s <= 600),
    );
    await limitAct(db, 'sign_in_code', 'taro@example.jp');
    await limitAct(db, 'sign_in_try', 'hanako@example.jp');
  });

  test('has a slower window too: minute after minute at full speed ends at the hour’s limit', async () => {
    const { db } = testDb;
    const minuteIsOver = () => db.execute(sql`delete from rate_limits where key like 'promo:60:%'`);
    const passed: number[] = [];
    for (let minute = 0; minute < 7; minute += 1) {
      await minuteIsOver();
      const acts = Array.from({ length: 10 }, () => limitAct(db, 'promo', 'vwr_patient'));
      passed.push((await outcomeOf(acts)).passed);
    }
    expect(passed).toEqual([10, 10, 10, 10, 10, 10, 0]);
  });

  test('counts a forgiven act as none', async () => {
    const { db } = testDb;
    for (let ask = 0; ask < 12; ask += 1) {
      await limitAct(db, 'sign_in_try', 'browser');
      await forgiveAct(db, 'sign_in_try', 'browser');
    }
    await limitAct(db, 'sign_in_try', 'browser');
    const { rows } = await db.execute(
      sql`select points from rate_limits where key like 'sign_in_try%' order by points desc`,
    );
    expect(rows[0]).toEqual({ points: 1 });
  });
});

describe('the table', () => {
  test('holds no address', async () => {
    await limitAct(testDb.db, 'sign_in_network', '203.0.113.7');
    const { rows } = await testDb.db.execute<{ keys: string }>(
      sql`select string_agg(key, ' ') as keys from rate_limits`,
    );
    expect(rows[0]?.keys).toMatch(/sign_in_network:3600:[\w-]{43}/);
    expect(rows[0]?.keys).not.toMatch(/@|203|vwr_/);
  });

  test('loses what is over and keeps what counts', async () => {
    const { db } = testDb;
    await db.execute(sql`delete from rate_limits`);
    await limitAct(db, 'sync_order', 'vwr_old');
    await limitAct(db, 'promo_guess', 'vwr_new');
    const { rows } = await db.execute<{ at: number }>(
      sql`select (max(expire) - 3500000)::float8 as at from rate_limits`,
    );
    expect(await forgetOldActs(db, new Date(rows[0]?.at ?? 0))).toBe(1);
    expect((await db.execute(sql`select key from rate_limits`)).rows).toEqual([
      { key: expect.stringMatching(/^promo_guess:/) },
    ]);
  });
});

test('without the database each process counts for itself, and says so in the log', async () => {
  const pool = openPool('postgres://nobody@127.0.0.1:1/none', 1);
  const acts = Array.from({ length: 12 }, () => limitAct(drizzle(pool), 'promo', 'vwr_dark'));
  expect(await outcomeOf(acts)).toEqual({ passed: 10, refused: 2 });
  expect(logged.join()).toContain('rate_limit.store_away');
  await pool.end();
});
