import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { applyPromoCode, removePromoCode } from '@/lib/sales/apply-promo-code';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { expireHolds } from '@/lib/sales/expire-holds';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  applyFor,
  openPromoSale,
  priceOf,
  type PromoBuyer,
  type PromoSale,
  usesOf,
  writePromoBuyer,
  writePromoCode,
} from '@/lib/sales/test-promo';

const now = new Date('2026-10-03T09:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let testDb: TestDatabase;
let sale: PromoSale;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  sale = await openPromoSale(testDb.db, now);
});

const apply = (buyer: PromoBuyer, code: string) => applyFor(sale, buyer, code);
const remove = ({ viewer, orderId }: PromoBuyer) => removePromoCode(testDb.db, viewer, { orderId, now });
const uses = (code: { readonly id: string }) => usesOf(testDb.db, code);
const price = (buyer: PromoBuyer) => priceOf(testDb.db, buyer);

describe('a promo code', () => {
  test('takes its discount off lines and total, once, however often and from however many tabs', async () => {
    const code = await writePromoCode(sale, { code: 'EARLY-10', percent: 10 });
    const buyer = await writePromoBuyer(sale);
    const presses = await Promise.all(Array.from({ length: 6 }, () => apply(buyer, ' ｅａｒｌｙ-10 ')));
    expect(presses).toEqual(Array.from({ length: 6 }, () => ({ ok: true })));
    expect(await price(buyer)).toEqual({ total: 4950, discounts: [250, 300] });
    expect(await uses(code)).toEqual({ used: 1, rows: 1 });
  });

  test('gives its use back when another takes its place, and when it is taken off', async () => {
    const first = await writePromoCode(sale);
    const second = await writePromoCode(sale, { percent: 100 });
    const buyer = await writePromoBuyer(sale);
    await apply(buyer, first.code);
    expect(await apply(buyer, second.code)).toEqual({ ok: true });
    expect(await price(buyer)).toEqual({ total: 0, discounts: [2500, 3000] });
    expect([await uses(first), await uses(second)]).toEqual([
      { used: 0, rows: 0 },
      { used: 1, rows: 1 },
    ]);
    expect([await remove(buyer), await remove(buyer)]).toEqual([{ ok: true }, { ok: true }]);
    expect(await price(buyer)).toEqual({ total: 5500, discounts: [0, 0] });
    expect(await uses(second)).toEqual({ used: 0, rows: 0 });
  });

  test.each([
    ['nobody knows', { code: 'OTHER' }],
    ['that has not begun', { code: 'WISHED', startsAt: later(1) }],
    ['that is over', { code: 'WISHED', endsAt: now }],
  ])('%s has one answer', async (_case, written) => {
    await writePromoCode(sale, written);
    expect(await apply(await writePromoBuyer(sale), 'WISHED')).toEqual({
      ok: false,
      reason: 'promo_unknown',
    });
  });

  test('of another event is unknown', async () => {
    const elsewhere = await writePromoCode(await openPromoSale(testDb.db, now));
    const outcome = await apply(await writePromoBuyer(sale), elsewhere.code);
    expect(outcome).toEqual({ ok: false, reason: 'promo_unknown' });
  });

  test('that would leave 1 to 49 yen is not usable', async () => {
    const { code } = await writePromoCode(sale, { amountMinor: 5451 });
    expect(await apply(await writePromoBuyer(sale), code)).toEqual({ ok: false, reason: 'promo_not_usable' });
  });

  test('counts what the same viewer has used in other orders', async () => {
    const { code } = await writePromoCode(sale);
    const [first, second] = sale.ticketTypeIds;
    const before = await writePromoBuyer(sale, { ticketTypeIds: [first] });
    await apply(before, code);
    await testDb.db.update(orders).set({ state: 'paid', paidAt: now }).where(eq(orders.id, before.orderId));
    const again = await writePromoBuyer(sale, { ticketTypeIds: [second], viewer: before.viewer });
    expect(await apply(again, code)).toEqual({ ok: false, reason: 'limit_reached' });
  });

  test('is for the viewer’s own held order only', async () => {
    const { db } = testDb;
    const { code } = await writePromoCode(sale);
    const buyer = await writePromoBuyer(sale);
    const stranger = { ...buyer, viewer: await writeViewer(db) };
    await expect(apply(stranger, code)).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove(stranger)).rejects.toMatchObject({ code: 'not_found' });
    const { viewer, orderId } = buyer;
    const tooLate = { ok: false, reason: 'hold_expired' };
    expect(await applyPromoCode(db, viewer, { orderId, code, now: later(10) })).toEqual(tooLate);
    await cancelHold(db, viewer, { orderId, now });
    expect(await apply(buyer, code)).toEqual(tooLate);
    expect(await remove(buyer)).toEqual(tooLate);
  });

  test('given back with its hold, by the buyer or by the clock, is free for the next one', async () => {
    const code = await writePromoCode(sale, { totalLimit: 1 });
    const [left, expired, next] = [
      await writePromoBuyer(sale),
      await writePromoBuyer(sale),
      await writePromoBuyer(sale),
    ];
    expect(await apply(left, code.code)).toEqual({ ok: true });
    expect(await apply(expired, code.code)).toEqual({ ok: false, reason: 'promo_used_up' });
    await cancelHold(testDb.db, left.viewer, { orderId: left.orderId, now });
    expect(await apply(expired, code.code)).toEqual({ ok: true });
    await testDb.db
      .update(orders)
      .set({ holdUntil: later(-1) })
      .where(eq(orders.id, expired.orderId));
    await expireHolds(testDb.db, now);
    expect(await uses(code)).toEqual({ used: 0, rows: 0 });
    expect(await apply(next, code.code)).toEqual({ ok: true });
  });
});

describe('a payment that was begun before the code', () => {
  test('can never be paid with the old total; the next one asks for the new', async () => {
    const { code } = await writePromoCode(sale);
    const buyer = await writePromoBuyer(sale);
    const ask = { orderId: buyer.orderId, now };
    const old = await beginPayment(testDb.db, buyer.viewer, ask);
    expect(await apply(buyer, code)).toEqual({ ok: true });
    await expect(confirmWith(old)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    const renewed = await beginPayment(testDb.db, buyer.viewer, ask);
    expect((await stripeAtTwin().paymentIntents.retrieve(renewed)).amount).toBe(5000);
  });

  test('and paid in another tab keeps its price, and the code is not used', async () => {
    const code = await writePromoCode(sale);
    const buyer = await writePromoBuyer(sale);
    await confirmWith(await beginPayment(testDb.db, buyer.viewer, { orderId: buyer.orderId, now }));
    expect(await apply(buyer, code.code)).toEqual({ ok: true });
    const [order] = await testDb.db.select().from(orders).where(eq(orders.id, buyer.orderId));
    expect(order).toMatchObject({ state: 'paid', totalMinor: 5500 });
    expect(await uses(code)).toEqual({ used: 0, rows: 0 });
  });

  test('lives on when the code is refused', async () => {
    const code = await writePromoCode(sale, { totalLimit: 3, used: 3 });
    const buyer = await writePromoBuyer(sale);
    const begun = await beginPayment(testDb.db, buyer.viewer, { orderId: buyer.orderId, now });
    expect(await apply(buyer, code.code)).toEqual({ ok: false, reason: 'promo_used_up' });
    expect(await price(buyer)).toEqual({ total: 5500, discounts: [0, 0] });
    expect(await uses(code)).toEqual({ used: 3, rows: 0 });
    expect((await stripeAtTwin().paymentIntents.retrieve(begun)).status).toBe('requires_payment_method');
  });
});

test('a wrong code counts as a guess, a right one does not; after 30 none is looked up', async () => {
  const points = async () => {
    const result = await testDb.db.execute<{ points: number }>(
      sql`select points from rate_limits where key like 'promo_guess:%' order by expire desc limit 1`,
    );
    return result.rows[0]?.points;
  };
  const { code } = await writePromoCode(sale);
  const usedUp = await writePromoCode(sale, { totalLimit: 1, used: 1 });
  const buyer = await writePromoBuyer(sale);
  await apply(buyer, code);
  await apply(buyer, usedUp.code);
  expect(await points()).toBe(0);
  await Promise.all(Array.from({ length: 30 }, (_, n) => apply(buyer, `GUESS${n}`)));
  expect(await points()).toBe(30);
  await expect(apply(buyer, code)).rejects.toMatchObject({ code: 'too_many_requests' });
});
