import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { readSearch } from '@/lib/domain/search-query';
import { beforeQuery } from '@/lib/sales/test-order';
import { searchCases } from '@/lib/staff/search';
import { searchStatement } from '@/lib/staff/search-statement';
import { type LoadSearch, loadSearches, wholeTables } from '@/scripts/load-searches';
import { seedLoad } from '@/scripts/seed-load';

// A tenth of the numbers that `npm run bench -- search` has, so that the suite stays quick; the plans are the same there.
const ORDERS = 20_000;
const now = new Date('2026-11-29T12:00:00Z');
let testDb: TestDatabase;
let searches: readonly LoadSearch[];

beforeAll(async () => {
  testDb = await createTestDatabase();
  await seedLoad({ databaseUrl: testDb.url, now, orders: ORDERS, log: () => undefined });
  const client = new Client({ connectionString: testDb.url });
  await client.connect();
  searches = await loadSearches(client);
  await client.end();
}, 180_000);
afterAll(() => testDb.close());

async function planOf(typed: string, before?: string): Promise<string> {
  const statement = searchStatement(readSearch(typed), { before, now });
  const { rows } = await testDb.db.execute<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('each kind of search is answered by its indexes, and none reads a table that grows', async () => {
  for (const { kind, typed, indexes } of searches) {
    expect(typed.length, kind).toBeGreaterThan(0);
    for (const text of typed) {
      const plan = await planOf(text);
      expect(wholeTables(plan), `${kind}: ${text}\n${plan}`).toEqual([]);
      expect(
        indexes.filter((index) => !plan.includes(index)),
        `${kind}: ${text}\n${plan}`,
      ).toEqual([]);
    }
  }
});

test('the pages after the first are read from their key on', async () => {
  const { rows } = await testDb.db.execute<{ id: string }>(sql`select id from orders limit 1`);
  for (const typed of ['', 'gmail.com', '佐藤', '*4242']) {
    const plan = await planOf(typed, rows[0]?.id);
    expect(wholeTables(plan), plan).toEqual([]);
    if (!typed.startsWith('*'))
      expect(plan).toMatch(/ROW\(o\S*\.created_at, o\S*\.id\) <|Index Cond: .*ROW\(created_at, id\) </);
  }
});

test('a search is two statements: what is found, and that it was looked at', async () => {
  for (const { kind, typed } of searches) {
    const [text = ''] = typed;
    let statements = 0;
    const counting = beforeQuery(testDb.pool, /./, async () => (statements += 1));
    const { orders, codes } = await searchCases(counting, proveStaff('staff@example.jp'), {
      typed: text,
      now,
    });
    expect(orders.length + codes.length, `${kind}: ${text}`).toBeGreaterThanOrEqual(
      kind === 'two letters' ? 0 : 1,
    );
    expect(statements, kind).toBeLessThanOrEqual(2);
  }
});

test('the load is whole: no row without what it belongs to', async () => {
  const links = [
    ['orders', 'viewer_id', 'viewers'],
    ['order_lines', 'order_id', 'orders'],
    ['order_lines', 'ticket_type_id', 'ticket_types'],
    ['payments', 'order_id', 'orders'],
    ['refunds', 'payment_id', 'payments'],
    ['entitlements', 'order_line_id', 'order_lines'],
    ['entitlements', 'event_day_id', 'event_days'],
    ['playback_sessions', 'viewer_id', 'viewers'],
    ['license_decisions', 'session_id', 'playback_sessions'],
    ['license_decisions', 'viewer_id', 'viewers'],
    ['readiness_passes', 'viewer_id', 'viewers'],
  ] as const;
  for (const [table, column, target] of links) {
    const { rows } = await testDb.db.execute(
      sql.raw(`select id from ${table} t where ${column} is not null
        and not exists (select from ${target} where id = t.${column}) limit 1`),
    );
    expect(rows, `${table}.${column}`).toEqual([]);
  }
  const { rows } = await testDb.db.execute(sql`select count(*)::int as n from license_decisions`);
  expect(rows).toEqual([{ n: ORDERS * 2.5 }]);
});

test('a database with orders is not loaded', async () => {
  await expect(seedLoad({ databaseUrl: testDb.url, now })).rejects.toThrow('This database has orders');
});
