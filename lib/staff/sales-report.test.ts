import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { events } from '@/lib/db/schema/catalog';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
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
