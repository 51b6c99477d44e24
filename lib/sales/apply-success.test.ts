import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  controlTwin,
  expectRefundsAsAtStripe,
  mailsOf,
  outcomeOf,
  type PaidSale,
  startSale,
} from '@/lib/sales/test-order';

const now = new Date();
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function beganSale(): Promise<PaidSale> {
  const sale = await startSale(testDb.db, { now });
  return { ...sale, intent: await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }) };
}

async function refundedAtStripe(intent: string): Promise<number> {
  const { data } = await stripeAtTwin().refunds.list({ payment_intent: intent });
  return data.reduce((sum, refund) => sum + refund.amount, 0);
}

test.each([
  ['less', 2600],
  ['more', 2400],
])(
  '%s money than was asked for makes no ticket: it goes back whole, and staff are told',
  async (_name, asked) => {
    const sale = await beganSale();
    await testDb.db
      .update(payments)
      .set({ amountMinor: asked })
      .where(eq(payments.paymentIntentId, sale.intent));
    await confirmWith(sale.intent);
    await syncPayment(testDb.db, sale.intent, { now });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'refunding',
      rights: [],
      seats: [{ held: 0, sold: 0 }],
      claims: 0,
    });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    expect(await refundedAtStripe(sale.intent)).toBe(2500);
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['amount_differs']);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['refund']);
  },
);

describe('an order that is paid twice (P6)', () => {
  /** Two PaymentIntents that both can be paid: made by hand, because the first one is always canceled at Stripe. */
  async function paidTwice(): Promise<PaidSale & { readonly stray: string }> {
    const sale = await beganSale();
    await testDb.db
      .update(payments)
      .set({ state: 'canceled' })
      .where(eq(payments.paymentIntentId, sale.intent));
    const second = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    for (const intent of [second, sale.intent]) {
      await confirmWith(intent);
      await syncPayment(testDb.db, intent, { now });
    }
    return { ...sale, intent: second, stray: sale.intent };
  }

  test('keeps its ticket, and the second payment goes back', async () => {
    const sale = await paidTwice();
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'paid',
      rights: ['active'],
      seats: [{ held: 0, sold: 1 }],
    });
    expect([await refundedAtStripe(sale.intent), await refundedAtStripe(sale.stray)]).toEqual([0, 2500]);
    await expectRefundsAsAtStripe(testDb.db, sale.stray);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['confirmation', 'refund']);
  });

  test('is refunded from the payment that its ticket stands on', async () => {
    const sale = await paidTwice();
    await refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds: 'all', reason: 'wish', now });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    expect([await refundedAtStripe(sale.intent), await refundedAtStripe(sale.stray)]).toEqual([2500, 2500]);
  });

  test('and of which the second payment is disputed keeps its ticket', async () => {
    const sale = await paidTwice();
    await controlTwin('disputes', { payment_intent: sale.stray, act: 'open' });
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
    await controlTwin('disputes', { payment_intent: sale.stray, act: 'lose' });
    await syncPayment(testDb.db, sale.stray, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });
});

test('late money that is disputed before it went back leaves the order disputed, then refunded (P5)', async () => {
  const sale = await beganSale();
  await testDb.db
    .update(payments)
    .set({ amountMinor: 9999 })
    .where(eq(payments.paymentIntentId, sale.intent));
  await confirmWith(sale.intent);
  await syncPayment(testDb.db, sale.intent, { now });
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
  await sendRefunds(testDb.db, now);
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'disputed', rights: [] });
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'lose' });
  await syncPayment(testDb.db, sale.intent, { now });
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: [] });
});
