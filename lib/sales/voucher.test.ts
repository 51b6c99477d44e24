import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outbox } from '@/lib/db/schema/operations';
import { orders, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { expireHolds } from '@/lib/sales/expire-holds';
import { leaveVoucher } from '@/lib/sales/leave-voucher';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  beforeQuery,
  controlTwin,
  mailsOf,
  openVoucher,
  outcomeOf,
  type PaidSale,
  startSale,
} from '@/lib/sales/test-order';

// The twin judges the voucher's end by its own clock, so these orders are of today, to the second like Stripe's times.
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const HOUR = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);
const voucherEnd = later(72 * HOUR);
const holdEnd = later(72 * HOUR + 15 * 60_000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function orderOf(orderId: string) {
  const [row] = await testDb.db.select().from(orders).where(eq(orders.id, orderId));
  if (row === undefined) throw new Error('no order');
  return row;
}

async function beganSale(): Promise<PaidSale> {
  const sale = await startSale(testDb.db, { now });
  return { ...sale, intent: await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }) };
}

/** A sale whose buyer has a voucher, which we know of. */
async function voucherSale(): Promise<PaidSale> {
  const sale = await beganSale();
  await openVoucher(sale.intent);
  await syncPayment(testDb.db, sale.intent, { now });
  return sale;
}

async function paymentOf(sale: PaidSale) {
  const [row] = await testDb.db.select().from(payments).where(eq(payments.paymentIntentId, sale.intent));
  return row;
}

const shop = (sale: PaidSale, act: 'pay_voucher' | 'expire_voucher') =>
  controlTwin('payments', { payment_intent: sale.intent, act });

describe('a voucher', () => {
  test('keeps its seat to its end and a quarter of an hour, and is mailed once', async () => {
    const sale = await voucherSale();
    await syncPayment(testDb.db, sale.intent, { now });
    const payment = await paymentOf(sale);
    expect(payment).toMatchObject({ state: 'pending', stripeStatus: 'requires_action', method: 'konbini' });
    expect(payment?.voucher?.expiresAt).toBe(voucherEnd.toISOString());
    expect(payment?.voucher?.stores.map(({ chain }) => chain).sort()).toEqual(
      ['familymart', 'lawson', 'ministop', 'seicomart'].sort(),
    );
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(holdEnd);
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['voucher']);
    const [mail] = await testDb.db.select().from(outbox).where(eq(outbox.orderId, sale.orderId));
    expect(mail?.dedupeKey).toBe(`voucher:${sale.intent}:${voucherEnd.toISOString()}`);
    await expireHolds(testDb.db, later(HOUR));
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
  });

  test('paid becomes a ticket, and its buyer hears that the money is in', async () => {
    const sale = await voucherSale();
    await shop(sale, 'pay_voucher');
    await syncPayment(testDb.db, sale.intent, { now });
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
    expect(await paymentOf(sale)).toMatchObject({ state: 'succeeded', method: 'konbini', voucher: null });
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['received', 'voucher']);
  });

  test('whose notice was lost is found by the sweeper before it gives the seat away', async () => {
    const sale = await beganSale();
    await openVoucher(sale.intent);
    await expireHolds(testDb.db, later(HOUR));
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held' });
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(holdEnd);
    await shop(sale, 'pay_voucher');
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid' });
  });

  test('that runs out gives the seat back soon', async () => {
    const sale = await voucherSale();
    await shop(sale, 'expire_voucher');
    await syncPayment(testDb.db, sale.intent, { now });
    expect(await paymentOf(sale)).toMatchObject({ state: 'pending', voucher: null });
    await expireHolds(testDb.db, later(600_000));
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({
      order: 'expired',
      seats: [{ held: 0, sold: 0 }],
      claims: 0,
    });
    expect((await stripeAtTwin().paymentIntents.retrieve(sale.intent)).status).toBe('canceled');
  });

  test('paid in its last minute wins over the sweeper, whichever comes first', async () => {
    const early = await voucherSale();
    await shop(early, 'pay_voucher');
    await expireHolds(testDb.db, later(73 * HOUR));
    expect(await outcomeOf(testDb.db, early)).toMatchObject({ order: 'paid', rights: ['active'] });

    const late = await voucherSale();
    await expireHolds(testDb.db, later(73 * HOUR));
    expect(await outcomeOf(testDb.db, late)).toMatchObject({ order: 'expired', rights: [] });
    await expect(shop(late, 'pay_voucher')).rejects.toThrow(/409/);
  });

  test('paid between the sweeper’s look and its cancel is a ticket', async () => {
    const sale = await voucherSale();
    const db = beforeQuery(testDb.pool, /^select .*"payments"\."state" in/, () => shop(sale, 'pay_voucher'));
    await testDb.db
      .update(orders)
      .set({ holdUntil: later(-1000), paymentMethods: ['card'] })
      .where(eq(orders.id, sale.orderId));
    const others = sql`update orders set hold_until = ${later(200 * HOUR)} where id <> ${sale.orderId} and state = 'held'`;
    await testDb.db.execute(others);
    await expireHolds(db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });

  test('given up for a card that is then declined keeps no seat for days', async () => {
    const sale = await voucherSale();
    await confirmWith(sale.intent, 'pm_card_visa_chargeDeclined').catch(() => undefined);
    await syncPayment(testDb.db, sale.intent, { now });
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(later(600_000));
  });

  test('canceled in the dashboard keeps no seat for days', async () => {
    const sale = await voucherSale();
    await stripeAtTwin().paymentIntents.cancel(sale.intent);
    await syncPayment(testDb.db, sale.intent, { now });
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(later(600_000));
    expect(await paymentOf(sale)).toMatchObject({ state: 'canceled', voucher: null });
  });

  test('is not forgotten for a reading that was overtaken', async () => {
    const sale = await beganSale();
    let isFirst = true;
    const slow = beforeQuery(testDb.pool, /select from orders where id = \(select order_id/, async () => {
      if (!isFirst) return;
      isFirst = false;
      await openVoucher(sale.intent);
      await syncPayment(testDb.db, sale.intent, { now });
    });
    await syncPayment(slow, sale.intent, { now });
    expect(await paymentOf(sale)).toMatchObject({ method: 'konbini', stripeStatus: 'requires_action' });
    expect((await paymentOf(sale))?.voucher).not.toBeNull();
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(holdEnd);
  });
});

describe('a voucher that its buyer leaves', () => {
  test('is canceled at Stripe; the seat stays for a new hold’s time and can be paid by card', async () => {
    const sale = await voucherSale();
    const ask = { orderId: sale.orderId, now };
    expect(await leaveVoucher(testDb.db, sale.viewer, ask)).toBe('held');
    expect(await leaveVoucher(testDb.db, sale.viewer, ask)).toBe('held');
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(later(600_000));
    expect((await stripeAtTwin().paymentIntents.retrieve(sale.intent)).status).toBe('canceled');
    const second = await beginPayment(testDb.db, sale.viewer, ask);
    expect(second).not.toBe(sale.intent);
    await confirmWith(second);
    await syncPayment(testDb.db, second, { now });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', seats: [{ held: 0, sold: 1 }] });
  });

  test('too late is a ticket: the shop was quicker', async () => {
    const sale = await voucherSale();
    await shop(sale, 'pay_voucher');
    expect(await leaveVoucher(testDb.db, sale.viewer, { orderId: sale.orderId, now })).toBe('paid');
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });

  test('near its end can still be paid by card: no voucher is asked for that Stripe would refuse', async () => {
    const sale = await voucherSale();
    const almost = new Date(Date.now() + 20 * 60_000);
    await testDb.db
      .update(orders)
      .set({ voucherDeadline: almost, holdUntil: later(HOUR) })
      .where(eq(orders.id, sale.orderId));
    await leaveVoucher(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(await orderOf(sale.orderId)).toMatchObject({
      paymentMethods: ['card', 'paypay'],
      voucherDeadline: null,
    });
    await confirmWith(await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }));
  });

  test('of another viewer is not found', async () => {
    const sale = await voucherSale();
    const attempt = leaveVoucher(testDb.db, await writeViewer(testDb.db), { orderId: sale.orderId, now });
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect((await stripeAtTwin().paymentIntents.retrieve(sale.intent)).status).toBe('requires_action');
  });
});
