import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { events } from '@/lib/db/schema/catalog';
import { paceQueues } from '@/lib/db/schema/operations';
import { orders, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { methodsFor } from '@/lib/domain/payment-method';
import { payOrder } from '@/lib/sales/pay-order';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  beforeQuery,
  controlTwin,
  mailsOf,
  outcomeOf,
  startSale,
  type TestSale,
  writesFor,
} from '@/lib/sales/test-order';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  await testDb.db.delete(paceQueues);
});

const press = ({ viewer, orderId }: TestSale, at = now) => payOrder(testDb.db, viewer, { orderId, now: at });

async function orderOf(orderId: string) {
  const [row] = await testDb.db.select().from(orders).where(eq(orders.id, orderId));
  if (row === undefined) throw new Error('no order');
  return row;
}

describe('a free order', () => {
  test('is fulfilled by the press alone: one ticket, one mail, and Stripe is never called', async () => {
    const sale = await startSale(testDb.db, { now, prices: [0] });
    const presses = await Promise.all([press(sale), press(sale), press(sale)]);
    expect(presses).toEqual(presses.map(() => ({ ok: true, step: { next: 'settled' } })));
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'paid',
      rights: ['active'],
      seats: [{ held: 0, sold: 1 }],
      claims: 1,
    });
    expect(await mailsOf(testDb.db, sale.orderId)).toEqual(['confirmation']);
    expect(await writesFor(sale.orderId)).toBe(0);
  });
});

describe('the button', () => {
  test('makes a hold that is nearly over longer, once', async () => {
    const sale = await startSale(testDb.db, { now });
    await press(sale, later(60));
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(later(600));
    await press(sale, later(500));
    expect((await orderOf(sale.orderId)).holdUntil).toEqual(later(800));
    const step = await press(sale, later(790));
    expect(step).toMatchObject({ step: { next: 'confirm', holdUntil: later(800).toISOString() } });
    expect(await press(sale, later(800))).toEqual({ ok: false, reason: 'hold_expired' });
  });

  test('keeps the terms that stood beside it, in the buyer’s language, and when it was pressed', async () => {
    const sale = await startSale(testDb.db, { now });
    await testDb.db
      .update(events)
      .set({ refundTerms: { ja: '返金不可', en: 'No refunds' } })
      .where(eq(events.id, sale.event.eventId));
    await press(sale, later(5));
    expect(await orderOf(sale.orderId)).toMatchObject({ acceptedTerms: '返金不可', acceptedAt: later(5) });
  });

  test.each([
    [100, ['card', 'paypay']],
    [120, ['card', 'konbini', 'paypay']],
    [300_001, ['card', 'paypay']],
    [1_000_001, ['card']],
  ])('for %i yen asks Stripe for just what the page offers', async (price, expected) => {
    const sale = await startSale(testDb.db, { now, prices: [price] });
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(methodsFor(await orderOf(sale.orderId))).toEqual(expected);
    const atStripe = await stripeAtTwin().paymentIntents.retrieve(intent);
    expect(atStripe.payment_method_types.toSorted()).toEqual(expected);
  });

  test('is told of a payment in another tab, and not that the hold is over', async () => {
    const sale = await startSale(testDb.db, { now });
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    const ofOrder = eq(payments.orderId, sale.orderId);
    await testDb.db.update(payments).set({ paymentIntentId: null }).where(ofOrder);
    const db = beforeQuery(testDb.pool, /^select "state" from "orders" .* for update/, async () => {
      await testDb.db.update(payments).set({ paymentIntentId: intent }).where(ofOrder);
      await confirmWith(intent);
      await syncPayment(testDb.db, intent, { now });
    });
    const late = await payOrder(db, sale.viewer, { orderId: sale.orderId, now });
    expect(late).toEqual({ ok: true, step: { next: 'settled' } });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });
});

describe('when Stripe says 429', () => {
  const limit = (orderId: string, count: number) =>
    controlTwin('faults', {
      path: '/v1/payment_intents$',
      method: 'POST',
      kind: '429',
      bodyIncludes: orderId,
      count,
    });

  test('it is tried again, with one PaymentIntent in the end', async () => {
    const sale = await startSale(testDb.db, { now });
    await limit(sale.orderId, 2);
    expect(await press(sale)).toMatchObject({ ok: true, step: { next: 'confirm' } });
    expect(await writesFor(sale.orderId)).toBe(1);
  });

  test('again and again, the buyer hears `unavailable` and keeps the seat', async () => {
    const sale = await startSale(testDb.db, { now });
    await limit(sale.orderId, 4);
    await expect(press(sale)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
    expect(await writesFor(sale.orderId)).toBe(0);
    expect(await press(sale)).toMatchObject({ ok: true, step: { next: 'confirm' } });
  });
});

describe('when many pay at once', () => {
  /** Others stand in line until then; the line gives one turn each 1/60 s after it, and saves up one second. */
  async function lineUntil(seconds: number): Promise<void> {
    const nextTurnAt = later(seconds + 1);
    await testDb.db
      .insert(paceQueues)
      .values({ name: 'payments', nextTurnAt })
      .onConflictDoUpdate({ target: paceQueues.name, set: { nextTurnAt } });
  }

  test('the buyer waits with the seat, keeps the turn over presses, and pays when it comes', async () => {
    const sale = await startSale(testDb.db, { now });
    await lineUntil(30);
    const first = await press(sale);
    expect(first).toMatchObject({ ok: true, step: { next: 'wait', seconds: 31 } });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
    const [before] = await testDb.db.select().from(paceQueues);
    expect(await press(sale, later(20))).toMatchObject({ step: { next: 'wait', seconds: 11 } });
    expect(await testDb.db.select().from(paceQueues)).toEqual([before]);
    expect(await writesFor(sale.orderId)).toBe(0);
    expect(await press(sale, later(31))).toMatchObject({ step: { next: 'confirm' } });
    expect(await testDb.db.select().from(paceQueues)).toEqual([before]);
    expect(await writesFor(sale.orderId)).toBe(1);
  });

  test('the hold lasts until three minutes after the turn', async () => {
    const sale = await startSale(testDb.db, { now });
    await lineUntil(1200);
    const step = await press(sale);
    const { holdUntil } = await orderOf(sale.orderId);
    expect(Math.round((holdUntil.getTime() - now.getTime()) / 1000)).toBe(1201 + 180);
    expect(step).toMatchObject({ step: { next: 'wait', holdUntil: holdUntil.toISOString() } });
    expect(await press(sale, later(1201))).toMatchObject({ step: { next: 'confirm' } });
  });

  test('a turn that was let go by is lost: its buyer gets a new one', async () => {
    const sale = await startSale(testDb.db, { now });
    await lineUntil(30);
    await press(sale);
    await lineUntil(200);
    expect(await press(sale, later(100))).toMatchObject({ step: { next: 'wait', seconds: 101 } });
  });
});
