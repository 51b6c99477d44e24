import { setImmediate } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { playbackSessions } from '@/lib/db/schema/playback';
import { refunds } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { payOrder } from '@/lib/sales/pay-order';
import { refundOrder, requestRefund, type RefundWish } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, holdFor, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  beforeQuery,
  expectRefundsAsAtStripe,
  linesOf,
  mailsOf,
  outcomeOf,
  paidSale,
  startSale,
  type TestSale,
} from '@/lib/sales/test-order';

const now = new Date();
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

function refund(sale: TestSale, lineIds: RefundWish['lineIds'] = 'all') {
  return refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds, reason: 'wish', now });
}

async function openPlayer(sale: TestSale, day: number): Promise<string> {
  const id = newId('pbs');
  await testDb.db.insert(playbackSessions).values({
    id,
    viewerId: sale.viewer.id,
    eventDayId: sale.event.dayIds[day] ?? '',
    device: 'device',
    openedAt: now,
    lastBeatAt: now,
  });
  return id;
}

async function endOf(sessionId: string) {
  const [row] = await testDb.db.select().from(playbackSessions).where(eq(playbackSessions.id, sessionId));
  return row?.closeReason;
}

describe('one ticket of two', () => {
  test('is taken back alone: seat, day, session and money of that one', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [, second] = await linesOf(testDb.db, sale);
    const players = [await openPlayer(sale, 0), await openPlayer(sale, 1)];
    expect(await refund(sale, [second ?? ''])).toMatchObject({ outcome: 'refund_due', amountMinor: 4000 });
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'partially_refunded',
      rights: ['active', 'revoked'],
      seats: [
        { held: 0, sold: 1 },
        { held: 0, sold: 0 },
      ],
      claims: 1,
    });
    expect([await endOf(players[0] ?? ''), await endOf(players[1] ?? '')]).toEqual([null, 'revoked']);
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'partially_refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
    const again = await holdFor(testDb.db, sale.viewer, {
      event: sale.event,
      ticketTypeIds: sale.ticketTypeIds.slice(1),
      now,
    });
    expect(again.ok).toBe(true);
  });

  test('and then the other gives everything back', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [first, second] = await linesOf(testDb.db, sale);
    await refund(sale, [first ?? '']);
    expect(await refund(sale, [first ?? ''])).toEqual({ outcome: 'nothing_left' });
    await refund(sale, [second ?? '']);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', claims: 0 });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'refunded',
      rights: ['revoked', 'revoked'],
    });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['confirmation', 'refund', 'refund']);
  });
});

describe('a whole order', () => {
  test('asked for by many at once goes back once', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const asked = await Promise.all(Array.from({ length: 6 }, () => refund(sale)));
    expect(asked.map(({ outcome }) => outcome).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'nothing_left'),
      'refund_due',
    ]);
    await Promise.all([1, 2, 3].map(() => sendRefunds(testDb.db, now)));
    const { data } = await stripeAtTwin().refunds.list({ payment_intent: sale.intent });
    expect(data.map(({ amount }) => amount)).toEqual([6500]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('asked for line by line at once gives each line back once', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const lines = await linesOf(testDb.db, sale);
    await Promise.all([...lines, ...lines].map((line) => refund(sale, [line])));
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', claims: 0 });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'refunded',
      seats: [
        { held: 0, sold: 0 },
        { held: 0, sold: 0 },
      ],
    });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('asked for in two halves that meet is known to be whole', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [first, second] = await linesOf(testDb.db, sale);
    let other: Promise<unknown> | undefined;
    const db = beforeQuery(testDb.pool, /^update "orders" set "state"/, async () => {
      let isDone = false;
      other ??= refund(sale, [second ?? '']).finally(() => (isDone = true));
      while (!isDone && !(await isSomebodyWaiting())) await setImmediate();
    });
    const wish = { orderId: sale.orderId, reason: 'wish', now };
    await refundOrder(db, staff, { ...wish, lineIds: [first ?? ''] });
    await other;
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', claims: 0 });
  });

  test('that was free is taken back without a call to Stripe', async () => {
    const sale = await startSale(testDb.db, { now, prices: [0] });
    await payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
    expect(await refund(sale)).toEqual({ outcome: 'revoked_free' });
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'refunded',
      rights: ['revoked'],
      seats: [{ held: 0, sold: 0 }],
      claims: 0,
    });
  });

  test('of which a part went back in the dashboard gives the rest', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 1000 });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await refund(sale)).toMatchObject({ amountMinor: 5500 });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('that is only held, or not there, has nothing to refund', async () => {
    const sale = await startSale(testDb.db, { now });
    await expect(refund(sale)).rejects.toMatchObject({ code: 'conflict' });
    const unknown = { ...sale, orderId: 'ord_none' };
    await expect(refund(unknown)).rejects.toMatchObject({ code: 'not_found' });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
  });

  test('refunded while others buy the same tickets keeps the counts', async () => {
    const { db } = testDb;
    const first = await paidSale(db, { now, prices: [2500, 4000], capacity: 20 });
    const wish = { event: first.event, ticketTypeIds: first.ticketTypeIds, now };
    const buy = async () => {
      const viewer = await writeViewer(db);
      const orderId = await mustHold(db, viewer, wish);
      const intent = await beginPayment(db, viewer, { orderId, now });
      await confirmWith(intent);
      await syncPayment(db, intent, { now });
      return { ...first, viewer, orderId };
    };
    const sales = [first, ...(await Promise.all([buy(), buy(), buy()]))];
    const viewers = await Promise.all(sales.map(() => writeViewer(db)));
    await Promise.all(
      sales.flatMap((sale, n) => [refund(sale), mustHold(db, viewers[n] ?? sale.viewer, wish)]),
    );
    const { seats } = await outcomeOf(db, first);
    expect(seats).toEqual([
      { held: 4, sold: 0 },
      { held: 4, sold: 0 },
    ]);
  });
});

test('a refund row is written with its lines revoked or not at all', async () => {
  const sale = await paidSale(testDb.db, { now });
  const killed = testDb.db.transaction(async (tx) => {
    await requestRefund(tx, {
      orderId: sale.orderId,
      lineIds: 'all',
      reason: 'wish',
      now,
      source: 'staff',
    });
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'], claims: 1 });
  expect(await refundsOf(sale)).toEqual([]);
});

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await testDb.pool.query(`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length > 0;
}

async function refundsOf(sale: { readonly orderId: string }) {
  const rows = await testDb.db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  return rows.map((row) => row.refund);
}
