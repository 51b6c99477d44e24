import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { events } from '@/lib/db/schema/catalog';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { type DayRange, wholeTime } from '@/lib/domain/day-range';
import { netMinor } from '@/lib/domain/sales-figures';
import { readSales } from '@/lib/staff/sales-report';
import {
  at,
  isCarried,
  namedBy,
  paidFor,
  refundAmount,
  type SomeOrder,
  someOrder,
  writeSales,
} from '@/lib/staff/test-sales';
import { openSeeder } from '@/lib/staff/test-seeder';
import { totalOf } from '@/lib/staff/test-sales';

const owner = proveStaff('finance@example.jp', { roles: ['finance'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

interface Fact {
  readonly day: string;
  readonly method: string;
  readonly kind: 'sold' | 'returned' | 'grossMinor' | 'discountMinor' | 'refundedMinor' | 'lostMinor';
  readonly amount: number;
  /** Whose it is, in parts that come to 1; exact where there is one. */
  readonly types: ReadonlyMap<number, number>;
  readonly source?: string;
}

/** What happened, told one thing at a time from how the orders were made; nothing of it is read from the database. */
function factsOf(order: SomeOrder, zone: string): Fact[] {
  const { paid } = order;
  if (order.isComp || paid === undefined) return [];
  const day = (hour: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at(hour));
  const method = isCarried(order) ? (order.method ?? 'unknown') : 'free';
  const shared = (lines: SomeOrder['lines']) => {
    const whole = lines.reduce((sum, line) => sum + paidFor(line), 0);
    return new Map(lines.map((line) => [line.type, paidFor(line) / whole]));
  };
  const facts: Fact[] = [];
  for (const line of order.lines) {
    const types = new Map([[line.type, 1]]);
    facts.push({ day: day(paid), method, kind: 'sold', amount: 1, types });
    facts.push({ day: day(paid), method, kind: 'grossMinor', amount: line.price, types });
    facts.push({ day: day(paid), method, kind: 'discountMinor', amount: line.price - paidFor(line), types });
    if (line.revoked !== undefined)
      facts.push({ day: day(line.revoked), method, kind: 'returned', amount: 1, types });
  }
  if (!isCarried(order)) return facts;
  const purposes = new Set<string>();
  for (const [index, refund] of order.refunds.entries()) {
    const named = namedBy(order, refund);
    const purpose = named?.map(({ type }) => type).join() ?? `stripe ${index}`;
    // The same tickets go back once.
    if (purposes.has(purpose)) continue;
    purposes.add(purpose);
    if (refund.state === 'failed') continue;
    const { source } = refund;
    const types = shared(named ?? order.lines);
    facts.push({
      day: day(refund.hour),
      method,
      kind: 'refundedMinor',
      amount: refundAmount(order, refund),
      types,
      source,
    });
  }
  const { dispute } = order;
  if (dispute?.state === 'lost')
    facts.push({
      day: day(dispute.hour + 5),
      method,
      kind: 'lostMinor',
      amount: totalOf(order),
      types: shared(order.lines),
    });
  return facts;
}

const empty = { sold: 0, returned: 0, grossMinor: 0, discountMinor: 0, refundedMinor: 0, lostMinor: 0 };

function sumBy(facts: readonly Fact[], keyOf: (fact: Fact) => string | undefined) {
  const sums: Record<string, Record<Fact['kind'], number>> = {};
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key === undefined) continue;
    const sum = (sums[key] ??= { ...empty });
    sum[fact.kind] += fact.amount;
  }
  return sums;
}

const asRecord = (list: readonly { readonly key: string; readonly figures: object }[]) =>
  Object.fromEntries(list.map(({ key, figures }) => [key, figures]));

async function report(eventId: string, range: DayRange = wholeTime) {
  const [event] = await testDb.db.select().from(events).where(eq(events.id, eventId));
  if (event === undefined) throw new Error('no event');
  return readSales(testDb.db, owner, { event, range });
}

const zones = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'UTC');
const ranges = fc.constantFrom<DayRange>(
  wholeTime,
  { from: '2026-10-31', to: '2026-11-01' },
  { from: '2026-11-01', to: undefined },
  { from: undefined, to: '2026-10-31' },
);

test('whatever was sold, given back, disputed or came too late: days, types, methods and total are one sum, the one of the rows', async () => {
  const property = fc.asyncProperty(
    fc.array(someOrder, { maxLength: 8 }),
    zones,
    ranges,
    async (made, zone, range) => {
      const { event, types } = await writeSales(testDb.db, made, zone);
      const { sales } = await report(event.eventId, range);
      const facts = made
        .flatMap((order) => factsOf(order, zone))
        .filter(({ day }) => day >= (range.from ?? '') && day <= (range.to ?? '9'));
      expect(sales).toHaveLength(facts.length === 0 ? 0 : 1);
      const [found] = sales;
      if (found === undefined) return;
      expect(found.total).toEqual(sumBy(facts, () => 'all').all);
      expect(asRecord(found.byDay)).toEqual(sumBy(facts, ({ day }) => day));
      expect(asRecord(found.byMethod)).toEqual(sumBy(facts, ({ method }) => method));
      const bySource = sumBy(facts, ({ source }) => source);
      expect(asRecord(found.bySource)).toEqual(bySource);
      for (const table of [found.byDay, found.byType, found.byMethod]) {
        for (const name of [
          'sold',
          'returned',
          'grossMinor',
          'discountMinor',
          'refundedMinor',
          'lostMinor',
        ] as const)
          expect(table.reduce((sum, { figures }) => sum + figures[name], 0)).toBe(found.total[name]);
        expect(table.reduce((sum, { figures }) => sum + netMinor(figures), 0)).toBe(netMinor(found.total));
      }
      for (const [index, type] of types.entries()) {
        const figures = found.byType.find(({ key }) => key === type)?.figures ?? empty;
        const own = facts.filter((fact) => fact.types.has(index));
        for (const name of [
          'sold',
          'returned',
          'grossMinor',
          'discountMinor',
          'refundedMinor',
          'lostMinor',
        ] as const) {
          const parts = own.filter(({ kind }) => kind === name);
          const exact = parts.reduce((sum, fact) => sum + fact.amount * (fact.types.get(index) ?? 0), 0);
          // One minor unit of each shared amount may go to the neighbor.
          const slack = parts.filter((fact) => (fact.types.get(index) ?? 0) < 1).length;
          expect(Math.abs(figures[name] - exact), `${name} of ${type}`).toBeLessThanOrEqual(slack + 1e-6);
        }
      }
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

test('without the power there are no figures', async () => {
  const { event } = await writeSales(testDb.db, [], 'Asia/Tokyo');
  const [row] = await testDb.db.select().from(events).where(eq(events.id, event.eventId));
  if (row === undefined) throw new Error('no event');
  const operator = proveStaff('desk@example.jp', { roles: ['support', 'operator'] });
  await expect(readSales(testDb.db, operator, { event: row, range: wholeTime })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('among 20,000 orders of 400 events those of one are read by index, at most six queries a page', async () => {
  const { event, types } = await writeSales(testDb.db, [], 'Asia/Tokyo');
  const viewer = await writeViewer(testDb.db);
  const seeder = await openSeeder(testDb);
  const seed = (statement: string, values: unknown[] = []) => seeder.query(statement, values);
  await seed(
    `insert into events (id, slug, state, time_zone, title, tagline, description, organizer, contact_email, refund_terms)
     select 'evt_' || n, 'slug' || n, state, time_zone, title, tagline, description, organizer, contact_email,
       refund_terms from events cross join generate_series(1, 400) n where id = $1`,
    [event.eventId],
  );
  await seed(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at)
     select 'ord_' || n, 'C-' || n, $1, 'evt_' || (n % 400 + 1), 'paid', 2500, 'JPY', 'b@x.jp', 'ja', 'key' || n, now(), now(), now()
     from generate_series(1, 20000) n`,
    [viewer.id],
  );
  await seed(
    `insert into order_lines (id, order_id, ticket_type_id, price_minor)
     select 'lin_' || n, 'ord_' || n, $1, 2500 from generate_series(1, 20000) n`,
    [types[0]],
  );
  await seed(
    `insert into payments (id, order_id, attempt, amount_minor, currency, state, created_at)
     select 'pay_' || n, 'ord_' || n, 1, 2500, 'JPY', 'succeeded', now() from generate_series(1, 20000) n`,
  );
  await seed('analyze');
  await seeder.end();
  const [row] = await testDb.db.select().from(events).where(eq(events.id, 'evt_7'));
  if (row === undefined) throw new Error('no event');
  const sent: { readonly text: string; readonly values: unknown[] }[] = [];
  const logger = { logQuery: (text: string, values: unknown[]) => sent.push({ text, values }) };
  const found = await readSales(drizzle(testDb.pool, { logger }), owner, { event: row, range: wholeTime });
  expect(found.sales[0]?.total).toMatchObject({ sold: 50, grossMinor: 125_000 });
  // And one for the events to choose from.
  expect(sent.length + 1).toBeLessThanOrEqual(6);
  for (const { text, values } of sent) {
    const plan = await testDb.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    const lines = plan.rows.map((line) => line['QUERY PLAN']).join('\n');
    expect(lines).not.toMatch(/Seq Scan on (orders|order_lines|payments|playback_sessions)/);
  }
});
