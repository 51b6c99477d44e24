import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { massRefunds, refunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { prepareMassRefunds, refundEvent } from '@/lib/sales/refund-event';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, holdFor, mustHold } from '@/lib/sales/test-buyer';
import { beforeQuery } from '@/lib/sales/test-order';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

test('the sale is over at once, also for a press that is still on its way', async () => {
  const event = await writeEvent(testDb.db, now, [{ startMinute: 9 * 1440 }]);
  const type = await writeTicketType(testDb.db, { event, now, saleEndMinute: 1440 });
  const wish = { event, ticketTypeIds: [type] };
  await refundEvent(testDb.db, staff, { eventSlug: event.slug, reason: 'typhoon', now: later(5) });
  const viewer = await writeViewer(testDb.db);
  expect(await holdFor(testDb.db, viewer, { ...wish, now })).toEqual({ ok: false, reason: 'sale_closed' });
  expect(await holdFor(testDb.db, viewer, { ...wish, now: later(6) })).toMatchObject({ ok: false });
});

test('asked for by two at once it is one', async () => {
  const event = await writeEvent(testDb.db, now);
  await writeTicketType(testDb.db, { event, now });
  const ask = { eventSlug: event.slug, reason: 'typhoon', now };
  const ids = await Promise.all([1, 2, 3].map(() => refundEvent(testDb.db, staff, ask)));
  expect(new Set(ids).size).toBe(1);
});

test('closing the sale and holding seats of two types at once do not lock each other out', async () => {
  const { db, pool } = testDb;
  const { event, types } = await eventWithTypesOutOfOrder();
  const [, higher] = types.toSorted();
  const waiting = async (count: number) => {
    for (;;) {
      const { rows } = await pool.query(`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      if (rows.length >= count) return;
    }
  };
  const gate = await pool.connect();
  await gate.query('begin');
  await gate.query('select from ticket_types where id = $1 for update', [higher]);
  const closing = refundEvent(db, staff, { eventSlug: event.slug, reason: 'typhoon', now });
  await waiting(1);
  const holding = holdFor(db, await writeViewer(db), { event, ticketTypeIds: types, now });
  await waiting(2);
  await gate.query('commit');
  gate.release();
  await expect(closing).resolves.toMatch(/^mrf_/);
  expect(await holding).toMatchObject({ ok: false });
});

/** The type with the higher id comes first in the table, so that only those who ask for an order by id get it. */
async function eventWithTypesOutOfOrder() {
  for (;;) {
    const event = await writeEvent(testDb.db, now, [{ startMinute: 9 * 1440 }, { startMinute: 10 * 1440 }]);
    const on = { event, now, saleEndMinute: 1440 };
    const first = await writeTicketType(testDb.db, { ...on, days: [0] });
    const second = await writeTicketType(testDb.db, { ...on, days: [1] });
    if (first > second) return { event, types: [first, second] };
  }
}

test('a hold that Stripe will not let go of, or an order that breaks, keeps no other one waiting', async () => {
  const { db } = testDb;
  const event = await writeEvent(db, now, [{ startMinute: 9 * 1440 }]);
  const type = await writeTicketType(db, { event, now, saleEndMinute: 1440 });
  const ids: string[] = [];
  for (let buyer = 0; buyer < 3; buyer += 1) {
    const viewer = await writeViewer(db);
    const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [type], now });
    const intent = await beginPayment(db, viewer, { orderId, now });
    await confirmWith(intent);
    await syncPayment(db, intent, { now });
    ids.push(orderId);
  }
  const broken = ids.toSorted()[0] ?? '';
  const massId = await refundEvent(db, staff, { eventSlug: event.slug, reason: 'typhoon', now });
  const half = beforeQuery(testDb.pool, /^insert into "refunds"/, async () => {
    const { rows } = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from refunds where mass_refund_id = ${massId}`);
    if (rows[0]?.n === 0 && !isPassed) {
      isPassed = true;
      throw new Error('this order breaks');
    }
  });
  let isPassed = false;
  expect(await prepareMassRefunds(half, now)).toBe(2);
  const [mass] = await db.select().from(massRefunds).where(eq(massRefunds.id, massId));
  expect(mass?.preparedAt).toBeNull();
  expect(await prepareMassRefunds(db, now)).toBe(1);
  const [row] = await db.select().from(orders).where(eq(orders.id, broken));
  expect(row?.state).toBe('refunding');
  expect(await db.select().from(refunds).where(eq(refunds.massRefundId, massId))).toHaveLength(3);
});
