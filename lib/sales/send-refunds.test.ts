import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { refunds } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  beforeQuery,
  controlTwin,
  expectRefundsAsAtStripe,
  linesOf,
  mailsOf,
  openVoucher,
  outcomeOf,
  type PaidSale,
  paidSale,
  startSale,
} from '@/lib/sales/test-order';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

function ask(sale: PaidSale) {
  return refundOrder(testDb.db, staff, { orderId: sale.orderId, lineIds: 'all', reason: 'wish', now });
}

async function dueSale(card?: string): Promise<PaidSale> {
  const sale = await paidSale(testDb.db, { now, ...(card === undefined ? {} : { card }) });
  await ask(sale);
  return sale;
}

async function rowsOf(sale: PaidSale) {
  const rows = await testDb.db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  return rows.map((row) => row.refund);
}

async function atStripe(sale: PaidSale) {
  return (await stripeAtTwin().refunds.list({ payment_intent: sale.intent })).data;
}

function breakRefund(sale: PaidSale, kind: string, count = 1): Promise<void> {
  return controlTwin('faults', {
    path: '^/v1/refunds$',
    method: 'POST',
    bodyIncludes: sale.intent,
    kind,
    count,
  });
}

async function expectDone(sale: PaidSale): Promise<void> {
  expect((await atStripe(sale)).map((refund) => refund.amount)).toEqual([2500]);
  expect(await rowsOf(sale)).toMatchObject([{ state: 'succeeded', amountMinor: 2500 }]);
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
  await expectRefundsAsAtStripe(testDb.db, sale.intent);
}

describe('exactly one refund is at Stripe', () => {
  test.each([
    ['500', 1],
    ['500_after', 1],
    ['reset', 3],
    ['lost_reply', 3],
    ['json_without_error_404', 1],
  ])('after a create that ends in %s, once the lease is over', async (kind, count) => {
    const sale = await dueSale();
    await breakRefund(sale, kind, count);
    await sendRefunds(testDb.db, now);
    expect(await rowsOf(sale)).toMatchObject([{ state: 'due' }]);
    await sendRefunds(testDb.db, later(121));
    await expectDone(sale);
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual([]);
  });

  test('when the worker is killed between the claim and the call', async () => {
    const sale = await dueSale();
    const dying = beforeQuery(testDb.pool, /select from orders where id/, () =>
      Promise.reject(new Error('killed')),
    );
    await sendRefunds(dying, now);
    expect(await atStripe(sale)).toEqual([]);
    await sendRefunds(testDb.db, later(60));
    expect(await atStripe(sale)).toEqual([]);
    await sendRefunds(testDb.db, later(121));
    await expectDone(sale);
  });

  test('when the worker is killed after the call, and Stripe has forgotten the key', async () => {
    const sale = await dueSale();
    const [row] = await rowsOf(sale);
    // Without the key's memory, only looking first prevents a second one.
    await stripeAtTwin().refunds.create({
      payment_intent: sale.intent,
      amount: 2500,
      metadata: { refund_id: row?.id ?? '' },
    });
    await sendRefunds(testDb.db, now);
    await expectDone(sale);
  });

  test('when it dies between the call and the row, with a part of the payment', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
    const [first] = await linesOf(testDb.db, sale);
    const wish = { orderId: sale.orderId, lineIds: [first ?? ''], reason: 'wish', now };
    await refundOrder(testDb.db, staff, wish);
    const dying = beforeQuery(testDb.pool, /^update "refunds" set "stripe_refund_id"/, () =>
      Promise.reject(new Error('killed')),
    );
    await sendRefunds(dying, now);
    expect(await atStripe(sale)).toHaveLength(1);
    await sendRefunds(testDb.db, later(121));
    expect(await atStripe(sale)).toHaveLength(1);
    expect(await rowsOf(sale)).toMatchObject([{ state: 'succeeded', amountMinor: 2500 }]);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });
});

test('fifty that are due are sent in one run by two workers, each once', async () => {
  const one = await paidSale(testDb.db, { now });
  const [payment] = await testDb.db.select().from(payments).where(eq(payments.orderId, one.orderId));
  const many = Array.from({ length: 50 }, (_, n) => ({
    id: `ref_many_${n}`,
    paymentId: payment?.id ?? '',
    purpose: `lines:${n}`,
    amountMinor: 10,
    source: 'staff' as const,
    createdAt: now,
  }));
  await testDb.db.insert(refunds).values(many);
  await Promise.all([sendRefunds(testDb.db, now), sendRefunds(testDb.db, now)]);
  await sendRefunds(testDb.db, later(7200));
  expect(await atStripe(one)).toHaveLength(10);
  const all = await stripeAtTwin().refunds.list({ payment_intent: one.intent, limit: 100 });
  expect(all.data.map((refund) => refund.metadata?.refund_id).sort()).toEqual(
    many.map(({ id }) => id).sort(),
  );
  await expectRefundsAsAtStripe(testDb.db, one.intent);
});

describe('a refund that is on its way', () => {
  test('is done when Stripe says so; the worker sees it without a webhook', async () => {
    const sale = await dueSale('pm_card_pendingRefund');
    await sendRefunds(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', rights: ['revoked'] });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
    const [made] = await atStripe(sale);
    await controlTwin('refunds', { refund: made?.id, act: 'succeed' });
    await sendRefunds(testDb.db, later(1799));
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding' });
    await sendRefunds(testDb.db, later(1801));
    await expectDone(sale);
  });

  test('that fails after it had succeeded is owed again: staff are told, rights stay revoked', async () => {
    const sale = await dueSale('pm_card_refundFail');
    await sendRefunds(testDb.db, now);
    await expectDone(sale);
    const [made] = await atStripe(sale);
    await controlTwin('refunds', { refund: made?.id, act: 'fail' });
    await syncPayment(testDb.db, sale.intent, { now });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'refunding',
      rights: ['revoked'],
      seats: [{ held: 0, sold: 0 }],
      claims: 0,
    });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['refund_failed']);
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
    // Staff send it anew by hand.
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded' });
    await expectRefundsAsAtStripe(testDb.db, sale.intent);
  });

  test('in the dashboard and fails there before its notice came is seen all the same', async () => {
    const sale = await paidSale(testDb.db, { now, card: 'pm_card_refundFail' });
    const made = await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await syncPayment(testDb.db, sale.intent, { now });
    await controlTwin('refunds', { refund: made.id, act: 'fail' });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', rights: ['revoked'] });
    expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['refund_failed']);
  });

  test('of a konbini payment waits for bank details, then for the bank', async () => {
    const held = await startSale(testDb.db, { now });
    const intent = await beginPayment(testDb.db, held.viewer, { orderId: held.orderId, now });
    await openVoucher(intent);
    await controlTwin('payments', { payment_intent: intent, act: 'pay_voucher' });
    await syncPayment(testDb.db, intent, { now });
    const sale = { ...held, intent };
    await ask(sale);
    await sendRefunds(testDb.db, now);
    expect(await rowsOf(sale)).toMatchObject([{ state: 'requires_action' }]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunding', rights: ['revoked'] });
    await expectRefundsAsAtStripe(testDb.db, intent);
    const [made] = await atStripe(sale);
    await controlTwin('refunds', { refund: made?.id, act: 'provide_bank_details' });
    await syncPayment(testDb.db, intent, { now });
    expect(await rowsOf(sale)).toMatchObject([{ state: 'pending' }]);
    await controlTwin('refunds', { refund: made?.id, act: 'succeed' });
    await syncPayment(testDb.db, intent, { now });
    await expectDone(sale);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['received', 'refund']);
  });
});

test('what Stripe refuses for good fails once, before staff, and is not tried again', async () => {
  const sale = await dueSale();
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
  await sendRefunds(testDb.db, now);
  expect(await rowsOf(sale)).toMatchObject([{ state: 'failed', attempts: 1 }]);
  expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['dispute_opened', 'refund_failed']);
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'disputed', rights: ['revoked'] });
  await sendRefunds(testDb.db, later(7200));
  expect(await rowsOf(sale)).toMatchObject([{ attempts: 1 }]);
  await expectRefundsAsAtStripe(testDb.db, sale.intent);
});
