import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { openPool } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { orders } from '@/lib/db/schema/sales';
import { staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { type DayRange, wholeTime } from '@/lib/domain/day-range';
import { netMinor } from '@/lib/domain/sales-figures';
import { textStream } from '@/lib/http/text-stream';
import type { CsvFile } from '@/lib/staff/csv-file';
import { moneyFile } from '@/lib/staff/money-file';
import { ordersFile } from '@/lib/staff/orders-file';
import { refusalsFile } from '@/lib/staff/refusals-file';
import { readSales } from '@/lib/staff/sales-report';
import { streamCsv } from '@/lib/staff/stream-csv';
import { someOrder, writeSales } from '@/lib/staff/test-sales';
import { watchFile } from '@/lib/staff/watch-file';

const now = new Date('2026-11-29T00:00:00Z');
const staff = proveStaff('finance@example.jp', { roles: ['finance'] });
const words = { column: (name: string) => name, value: (code: string) => code };
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const open = (file: CsvFile, who = staff) => streamCsv(testDb.db, who, { file, words, now });
const looks = () => testDb.db.select().from(staffLooks).where(eq(staffLooks.what, 'export'));

/** Records without the head; none of these files has a quote or a comma in it. */
async function recordsOf(file: CsvFile): Promise<Record<string, string>[]> {
  const text = await new Response(textStream(await open(file), 'test')).text();
  expect(text.endsWith('\r\n')).toBe(true);
  const [head = '', ...records] = text.trimEnd().split('\r\n');
  const names = head.split(',');
  return records.map((record) => {
    const cells = record.split(',');
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** As many rows as asked for, in batches of a thousand. */
const numbers = (count: number): CsvFile => ({
  power: 'export',
  detail: `numbers ${count}`,
  columns: [{ name: 'n' }],
  query: sql`select n from generate_series(1, ${count}::int) n order by n`,
});

test('the files add up to the page: net sales, tickets sold, tickets returned', async () => {
  const ranges = fc.constantFrom<DayRange>(wholeTime, { from: '2026-11-01', to: '2026-11-02' });
  const property = fc.asyncProperty(fc.array(someOrder, { maxLength: 8 }), ranges, async (made, range) => {
    const { event } = await writeSales(testDb.db, made, 'America/New_York');
    const [row] = await testDb.db.select().from(events).where(eq(events.id, event.eventId));
    if (row === undefined) throw new Error('no event');
    const scope = { eventId: row.id, timeZone: row.timeZone, range };
    const { sales } = await readSales(testDb.db, staff, { event: row, range });
    const money = await recordsOf(moneyFile(scope));
    const sum = money
      .filter((record) => record.is_sale === 'yes')
      .reduce((total, record) => total + Number(record.amount), 0);
    expect(sum).toBe(sales.reduce((total, own) => total + netMinor(own.total), 0));
    const times = money.map((record) => record.at_utc ?? '');
    expect(times).toEqual(times.toSorted());
    const tickets = (await recordsOf(ordersFile(scope))).filter((record) => record.source === 'sale');
    expect(tickets.length).toBe(sales.reduce((total, own) => total + own.total.sold, 0));
    const paid = tickets.reduce((total, record) => total + Number(record.paid), 0);
    expect(paid).toBe(
      sales.reduce((total, own) => total + own.total.grossMinor - own.total.discountMinor, 0),
    );
  });
  await fc.assert(property, { numRuns: 15 });
});

test.each([ordersFile, moneyFile, watchFile, refusalsFile])(
  '%o of an event without anything is its head alone',
  async (makeFile) => {
    const event = await writeEvent(testDb.db, now);
    expect(
      await recordsOf(makeFile({ eventId: event.eventId, timeZone: 'Asia/Tokyo', range: wholeTime })),
    ).toEqual([]);
  },
);

describe('while it is read', () => {
  test('the look is written down before the first byte, with how much there is', async () => {
    const source = await open(numbers(2500));
    expect((await looks()).at(-1)).toMatchObject({
      staffEmail: 'finance@example.jp',
      detail: 'numbers 2500',
      count: 2500,
      lookedAt: now,
    });
    const parts = [await source.next(), await source.next(), await source.next(), await source.next()];
    expect(parts.map((part) => part?.split('\r\n').length)).toEqual([1002, 1001, 501, undefined]);
    expect(parts[0]).toMatch(/^\uFEFFn\r\n1\r\n2\r\n/);
    await source.close();
  });

  test('one connection is enough (DATABASE_POOL_MAX=1)', async () => {
    const pool = openPool(testDb.url, 1);
    const source = await streamCsv(drizzle(pool), staff, { file: numbers(3), words, now });
    expect(await source.next()).toMatch(/^\uFEFFn\r\n1\r\n2\r\n3\r\n$/);
    await source.close();
    await pool.end();
  });

  test('it stays as it was when it began', async () => {
    const { event } = await writeSales(testDb.db, fc.sample(fc.constant(someOrderPaid), 3), 'Asia/Tokyo');
    const scope = { eventId: event.eventId, timeZone: 'Asia/Tokyo', range: wholeTime };
    const source = await open(ordersFile(scope));
    await testDb.db
      .update(orders)
      .set({ contactEmail: 'changed@example.jp' })
      .where(eq(orders.eventId, event.eventId));
    const text = (await source.next()) ?? '';
    await source.close();
    expect([text.includes('contact@example.jp'), text.includes('changed@example.jp')]).toEqual([true, false]);
  });

  test('nothing is read that nobody takes, and a reader who leaves gives the connection back', async () => {
    const { pool } = testDb;
    const busy = () => pool.totalCount - pool.idleCount;
    const body = textStream(await open(numbers(1_000_000)), 'test');
    const reader = body.getReader();
    await reader.read();
    expect(busy()).toBe(1);
    await reader.cancel();
    expect(busy()).toBe(0);
  });

  test('a third at once is told to wait, and is let in when one is over', async () => {
    const [first, second] = [await open(numbers(1)), await open(numbers(1))];
    await expect(open(numbers(1))).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 10 });
    await first.close();
    await first.close();
    const third = await open(numbers(1));
    await expect(open(numbers(1))).rejects.toMatchObject({ code: 'unavailable' });
    await Promise.all([second.close(), third.close()]);
  });

  test('a database that goes away breaks the answer off, and gives everything back', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue(undefined);
    vi.spyOn(console, 'log').mockReturnValue(undefined);
    const reader = textStream(await open(numbers(5000)), 'test.export').getReader();
    await reader.read();
    await testDb.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
    );
    await expect(reader.read()).rejects.toThrow();
    expect(String(logged.mock.calls[0])).toContain('test.export');
    vi.restoreAllMocks();
    const [first, second] = [await open(numbers(1)), await open(numbers(1))];
    await Promise.all([first.close(), second.close()]);
  });
});

test('without the power there is no file, and no look at one', async () => {
  const before = (await looks()).length;
  const support = proveStaff('desk@example.jp', { roles: ['support', 'operator'] });
  await expect(open(numbers(1), support)).rejects.toMatchObject({ code: 'not_found' });
  expect((await looks()).length).toBe(before);
});

test('a query that fails leaves nothing open', async () => {
  const broken = { ...numbers(1), query: sql`select 1 / 0 as n` };
  for (let count = 0; count < 3; count += 1) await expect(open(broken)).rejects.toThrow();
  expect(testDb.pool.totalCount - testDb.pool.idleCount).toBe(0);
});

const someOrderPaid = {
  isComp: false,
  lines: [{ type: 0, price: 2500, off: 0, revoked: undefined }],
  begun: 1,
  paid: 2,
  method: 'card' as const,
  refunds: [],
  stray: undefined,
  dispute: undefined,
};
