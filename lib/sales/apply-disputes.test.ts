import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { playbackSessions } from '@/lib/db/schema/playback';
import { disputes } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { applyDisputes } from '@/lib/sales/apply-disputes';
import { lockPayment } from '@/lib/sales/known-payment';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { settleOrder } from '@/lib/sales/settle-order';
import { syncPayment } from '@/lib/sales/sync-payment';
import { holdFor, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  controlTwin,
  expectRefundsAsAtStripe,
  linesOf,
  outcomeOf,
  type PaidSale,
  paidSale,
} from '@/lib/sales/test-order';
import { type DisputeFacts, readPayment } from '@/lib/stripe/read-payment';

const now = new Date();
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function act(sale: PaidSale, what: 'open' | 'win' | 'lose'): Promise<void> {
  await controlTwin('disputes', { payment_intent: sale.intent, act: what });
  await syncPayment(testDb.db, sale.intent, { now });
}

/** What the one door does with a reading of Stripe whose disputes stand so, for states the twin does not make. */
async function applyReading(sale: PaidSale, seen: readonly DisputeFacts[]): Promise<void> {
  const facts = await readPayment(sale.intent, { refunds: true, disputes: true });
  await testDb.db.transaction(async (tx) => {
    const payment = await lockPayment(tx, sale.intent);
    if (payment === undefined) throw new Error('no payment');
    await applyDisputes(tx, { payment, facts: { ...facts, disputes: seen }, now });
    await settleOrder(tx, { orderId: payment.orderId, now });
  });
}

async function disputesOf(sale: PaidSale) {
  const rows = await testDb.db
    .select({ state: disputes.state, id: disputes.id })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  return rows;
}

describe('a dispute', () => {
  test('suspends the rights and ends the players; won, it gives the rights back', async () => {
    const sale = await paidSale(testDb.db, { now });
    const session = newId('pbs');
    await testDb.db.insert(playbackSessions).values({
      id: session,
      viewerId: sale.viewer.id,
      eventDayId: sale.event.dayIds[0] ?? '',
      device: 'device',
      openedAt: now,
      lastBeatAt: now,
    });
    await act(sale, 'open');
    await syncPayment(testDb.db, sale.intent, { now });
    const suspended = { order: 'disputed', rights: ['suspended'], seats: [{ held: 0, sold: 1 }], claims: 1 };
    expect(await outcomeOf(testDb.db, sale)).toEqual(suspended);
    const [player] = await testDb.db.select().from(playbackSessions).where(eq(playbackSessions.id, session));
    expect(player).toMatchObject({ closedAt: now, closeReason: 'revoked' });
    await act(sale, 'win');
    expect(await outcomeOf(testDb.db, sale)).toEqual({ ...suspended, order: 'paid', rights: ['active'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['dispute_opened']);
  });

  test('lost takes the rights away and frees the seat, also when its opening was never told', async () => {
    const sale = await paidSale(testDb.db, { now, capacity: 1 });
    await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
    await act(sale, 'lose');
    const lost = { order: 'refunded', rights: ['revoked'], seats: [{ held: 0, sold: 0 }], claims: 0 };
    expect(await outcomeOf(testDb.db, sale)).toEqual(lost);
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toEqual(lost);
    const next = await holdFor(testDb.db, await writeViewer(testDb.db), { ...sale, now });
    expect(next.ok).toBe(true);
  });

  test('that was closed does not open again for a reading that was overtaken', async () => {
    const sale = await paidSale(testDb.db, { now });
    await act(sale, 'open');
    const [dispute] = await disputesOf(sale);
    await act(sale, 'win');
    const stale = { id: dispute?.id ?? '', state: 'open', reason: 'fraudulent', amountMinor: 2500 } as const;
    await applyReading(sale, [stale]);
    expect(await disputesOf(sale)).toMatchObject([{ state: 'won' }]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });

  test('of an order with one ticket refunded gives back only the other', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [first] = await linesOf(testDb.db, sale);
    await refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds: [first ?? ''], reason: 'r', now });
    await sendRefunds(testDb.db, now);
    await act(sale, 'open');
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'disputed',
      rights: ['revoked', 'suspended'],
    });
    await act(sale, 'win');
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'partially_refunded',
      rights: ['revoked', 'active'],
    });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });
});

describe('an inquiry', () => {
  const inquiry = { id: 'du_inquiry', state: 'inquiry', reason: 'fraudulent', amountMinor: 2500 } as const;

  test('only goes before staff; the dispute that comes of it suspends and is told again', async () => {
    const sale = await paidSale(testDb.db, { now });
    await applyReading(sale, [inquiry]);
    await applyReading(sale, [inquiry]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['dispute_opened']);
    await applyReading(sale, [{ ...inquiry, state: 'open' }]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'disputed', rights: ['suspended'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['dispute_opened', 'dispute_opened']);
  });
});

describe('a refund', () => {
  test('asked for while the order is disputed is refused and changes nothing', async () => {
    const sale = await paidSale(testDb.db, { now });
    await act(sale, 'open');
    const wish = { orderId: sale.orderId, lineIds: 'all', reason: 'wish', now } as const;
    expect(await refundOrder(testDb.db, staff, wish)).toEqual({ outcome: 'disputed' });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'disputed', rights: ['suspended'] });
    await act(sale, 'win');
    expect(await refundOrder(testDb.db, staff, wish)).toMatchObject({ outcome: 'refund_due' });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('overtaken by a dispute leaves the order disputed, and refunded when that is lost', async () => {
    const sale = await paidSale(testDb.db, { now });
    await refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds: 'all', reason: 'wish', now });
    await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'disputed', rights: ['revoked'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['dispute_opened', 'refund_failed']);
    await act(sale, 'lose');
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('overtaken by a dispute that is won is owed again, by hand', async () => {
    const sale = await paidSale(testDb.db, { now });
    await refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds: 'all', reason: 'wish', now });
    await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
    await sendRefunds(testDb.db, now);
    await act(sale, 'win');
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', rights: ['revoked'] });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });
});
