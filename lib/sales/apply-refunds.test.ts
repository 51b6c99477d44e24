import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { refunds } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { refundOrder, type RefundWish } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  expectRefundsAsAtStripe,
  linesOf,
  mailsOf,
  outcomeOf,
  paidSale,
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

describe('a refund made in the dashboard', () => {
  test('in full ends the rights, and mails once', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await syncPayment(testDb.db, sale.intent, { now });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'refunded',
      rights: ['revoked', 'revoked'],
      seats: [
        { held: 0, sold: 0 },
        { held: 0, sold: 0 },
      ],
      claims: 0,
    });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual([]);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['confirmation', 'refund']);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('in part names no ticket: rights stay and staff are told; the rest ends them', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 2500 });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active', 'active'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['partial_refund_outside']);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 4000 });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'refunded',
      rights: ['revoked', 'revoked'],
    });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });
});

describe('when staff were quicker in the dashboard than the worker', () => {
  test('a full refund is adopted and not made twice', async () => {
    const sale = await paidSale(testDb.db, { now });
    await refund(sale);
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await sendRefunds(testDb.db, now);
    const rows = await refundsOf(sale);
    expect(rows).toMatchObject([{ state: 'succeeded', source: 'staff', amountMinor: 2500 }]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual([]);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('the refund of one ticket is adopted and not made twice, though its notice never came', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [first] = await linesOf(testDb.db, sale);
    await refund(sale, [first ?? '']);
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 2500 });
    await sendRefunds(testDb.db, now);
    expect(await refundsOf(sale)).toMatchObject([{ state: 'succeeded', amountMinor: 2500 }]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'partially_refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('a smaller one leaves the rest for the worker', async () => {
    const sale = await paidSale(testDb.db, { now });
    await refund(sale);
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 1000 });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('several that are the whole of it leave nothing for the worker, and nothing to look at', async () => {
    const sale = await paidSale(testDb.db, { now });
    await refund(sale);
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 1000 });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 1500 });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    expect(await alertsOf(testDb.db, sale.orderId)).not.toContain('refund_failed');
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('two that look alike are told apart, whichever is read first', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 2500, 4000] });
    const [first] = await linesOf(testDb.db, sale);
    const asked = await refund(sale, [first ?? '']);
    if (asked.outcome !== 'refund_due') throw new Error('no refund');
    // The worker made it and died; then the same amount went back by hand.
    const ours = await stripeAtTwin().refunds.create({
      payment_intent: sale.intent,
      amount: 2500,
      metadata: { refund_id: asked.refundId },
    });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 2500 });
    await syncPayment(testDb.db, sale.intent, { now });
    await sendRefunds(testDb.db, now);
    await syncPayment(testDb.db, sale.intent, { now });
    const rows = await refundsOf(sale);
    expect(rows.find(({ id }) => id === asked.refundId)?.stripeRefundId).toBe(ours.id);
    expect(rows.map(({ source }) => source).sort()).toEqual(['staff', 'stripe']);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });
});

async function refundsOf(sale: { readonly orderId: string }) {
  const rows = await testDb.db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  return rows.map((row) => row.refund);
}
