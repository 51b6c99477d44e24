import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { orders, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { beginPayment, stripeAtTwin } from '@/lib/sales/test-buyer';
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
let testDb: TestDatabase;
let sale: PromoSale;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  sale = await openPromoSale(testDb.db, now);
});

const buyers = (count: number): Promise<PromoBuyer[]> =>
  Promise.all(Array.from({ length: count }, () => writePromoBuyer(sale)));

test('60 buyers at once get exactly the 10 uses of a code', async () => {
  const code = await writePromoCode(sale, { totalLimit: 10 });
  const holders = await buyers(60);
  const outcomes = await Promise.all(holders.map((buyer) => applyFor(sale, buyer, code.code)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'promo_used_up')).toHaveLength(50);
  expect(await usesOf(testDb.db, code)).toEqual({ used: 10, rows: 10 });
  const discounted = and(eq(orders.eventId, sale.event.eventId), eq(orders.totalMinor, 5000));
  expect(await testDb.db.$count(orders, discounted)).toBe(10);
});

test('buyers who swap two codes or leave at once neither block each other nor lose a use', async () => {
  const codes = [await writePromoCode(sale), await writePromoCode(sale)] as const;
  const pick = (n: number) => codes[n % 2 === 0 ? 0 : 1].code;
  const holders = await buyers(20);
  await Promise.all(holders.map((buyer, n) => applyFor(sale, buyer, pick(n))));
  const leaving = holders.slice(0, 4);
  const staying = holders.slice(4);
  await Promise.all([
    ...staying.map((buyer, n) => applyFor(sale, buyer, pick(n + 1))),
    ...leaving.map(({ viewer, orderId }) => cancelHold(testDb.db, viewer, { orderId, now })),
  ]);
  expect(await Promise.all(codes.map((code) => usesOf(testDb.db, code)))).toEqual([
    { used: 8, rows: 8 },
    { used: 8, rows: 8 },
  ]);
  const totals = await Promise.all(staying.map(async (buyer) => (await priceOf(testDb.db, buyer)).total));
  expect(new Set(totals)).toEqual(new Set([5000]));
});

test('a code and the press of the button at the same moment: what can be paid is the order’s total', async () => {
  const { code } = await writePromoCode(sale);
  const holders = await buyers(12);
  await Promise.allSettled(
    holders.flatMap((buyer) => [
      beginPayment(testDb.db, buyer.viewer, { orderId: buyer.orderId, now }),
      applyFor(sale, buyer, code),
    ]),
  );
  const begun = await testDb.db
    .select({ id: payments.paymentIntentId, total: orders.totalMinor })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(eq(orders.eventId, sale.event.eventId), isNotNull(payments.paymentIntentId)));
  for (const { id, total } of begun) {
    const intent = await stripeAtTwin().paymentIntents.retrieve(id ?? '');
    if (intent.status !== 'canceled') expect(intent.amount).toBe(total);
  }
});
