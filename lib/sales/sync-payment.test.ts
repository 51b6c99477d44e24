import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/auth/viewer';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { refunds } from '@/lib/db/schema/refunds';
import { entitlements, orders, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { expireHolds } from '@/lib/sales/expire-holds';
import { payOrder } from '@/lib/sales/pay-order';
import { reconcile } from '@/lib/sales/reconcile';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncOrder } from '@/lib/sales/sync-order';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, holdFor, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
const afterHold = new Date('2026-10-03T09:11:00Z');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

interface Sale {
  readonly event: TestEvent;
  readonly ticketTypeId: string;
  readonly viewer: Viewer;
  readonly orderId: string;
}

async function startSale(capacity = 10): Promise<Sale> {
  const { db } = testDb;
  const event = await writeEvent(db, now, [{}, { startMinute: 1440 }]);
  const ticketTypeId = await writeTicketType(db, { event, now, capacity });
  const viewer = await writeViewer(db);
  return {
    event,
    ticketTypeId,
    viewer,
    orderId: await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now }),
  };
}

async function outcome({ orderId, ticketTypeId }: Sale) {
  const [order] = await testDb.db.select({ state: orders.state }).from(orders).where(eq(orders.id, orderId));
  const [seats] = await testDb.db
    .select({ held: ticketTypes.held, sold: ticketTypes.sold })
    .from(ticketTypes)
    .where(eq(ticketTypes.id, ticketTypeId));
  const rights = await testDb.db.execute<{ state: string }>(sql`
    select entitlements.state from entitlements join order_lines on order_lines.id = order_line_id
    where order_id = ${orderId} order by 1`);
  return { order: order?.state, ...seats, rights: rights.rows.map((row) => row.state) };
}

describe('payOrder', () => {
  test('makes one PaymentIntent of the order’s own price, however often the button is pressed', async () => {
    const sale = await startSale();
    const presses = await Promise.all(
      Array.from({ length: 5 }, () => beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now })),
    );
    expect(new Set(presses).size).toBe(1);
    const intent = await stripeAtTwin().paymentIntents.retrieve(presses[0] ?? '');
    expect(intent).toMatchObject({ amount: 2500, currency: 'jpy', metadata: { order_id: sale.orderId } });
  });

  test('of someone else’s order is not found and makes nothing', async () => {
    const sale = await startSale();
    const stranger = await writeViewer(testDb.db);
    const attempt = payOrder(testDb.db, stranger, { orderId: sale.orderId, now });
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect(await testDb.db.select().from(payments).where(eq(payments.orderId, sale.orderId))).toEqual([]);
  });

  test('after the hold ran out is refused', async () => {
    const sale = await startSale();
    const late = await payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now: afterHold });
    expect(late).toEqual({ ok: false, reason: 'hold_expired' });
  });

  test('gets the same PaymentIntent again after a decline, without losing the seat', async () => {
    const sale = await startSale();
    const ask = { orderId: sale.orderId, now };
    const intent = await beginPayment(testDb.db, sale.viewer, ask);
    await expect(confirmWith(intent, 'pm_card_chargeDeclinedInsufficientFunds')).rejects.toThrow();
    await syncPayment(testDb.db, intent, { now });
    const [payment] = await testDb.db.select().from(payments).where(eq(payments.orderId, sale.orderId));
    expect(payment).toMatchObject({ state: 'pending', failureCode: 'insufficient_funds' });
    expect(await beginPayment(testDb.db, sale.viewer, ask)).toBe(intent);
    await confirmWith(intent);
    expect(await syncOrder(testDb.db, sale.viewer, ask)).toBe('paid');
  });
});

describe('syncPayment', () => {
  test('turns a paid hold into tickets once, however often and from wherever it is called', async () => {
    const sale = await startSale();
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await confirmWith(intent);
    await Promise.all(Array.from({ length: 6 }, () => syncPayment(testDb.db, intent, { now })));
    expect(await outcome(sale)).toEqual({ order: 'paid', held: 0, sold: 1, rights: ['active', 'active'] });
    const [payment] = await testDb.db.select().from(payments).where(eq(payments.orderId, sale.orderId));
    expect(payment).toMatchObject({ state: 'succeeded', cardBrand: 'visa', cardLast4: '4242' });
  });

  test('changes nothing while the buyer has not paid', async () => {
    const sale = await startSale();
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await syncPayment(testDb.db, intent, { now });
    expect(await outcome(sale)).toEqual({ order: 'held', held: 1, sold: 0, rights: [] });
  });

  test('takes the rights and the seat back when the charge was refunded in full', async () => {
    const sale = await startSale();
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await confirmWith(intent);
    await syncPayment(testDb.db, intent, { now });
    await stripeAtTwin().refunds.create({ payment_intent: intent });
    await syncPayment(testDb.db, intent, { now });
    await syncPayment(testDb.db, intent, { now });
    expect(await outcome(sale)).toEqual({
      order: 'refunded',
      held: 0,
      sold: 0,
      rights: ['revoked', 'revoked'],
    });
    expect(
      (await holdFor(testDb.db, sale.viewer, { event: sale.event, ticketTypeIds: [sale.ticketTypeId], now }))
        .ok,
    ).toBe(true);
  });
});

describe('a hold that runs out', () => {
  test('is canceled at Stripe before its seat is free', async () => {
    const sale = await startSale(1);
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await expireHolds(testDb.db, afterHold);
    expect(await outcome(sale)).toMatchObject({ order: 'expired', held: 0 });
    expect((await stripeAtTwin().paymentIntents.retrieve(intent)).status).toBe('canceled');
    await expect(confirmWith(intent)).rejects.toThrow(/canceled/);
  });

  test('becomes a ticket when the payment was quicker than the sweeper', async () => {
    const sale = await startSale();
    await confirmWith(await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }));
    await expireHolds(testDb.db, afterHold);
    expect(await outcome(sale)).toMatchObject({ order: 'paid', held: 0, sold: 1 });
  });

  test('is found paid by the reconciler when neither webhook nor return page ever came', async () => {
    const sale = await startSale();
    await confirmWith(await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }));
    await reconcile(testDb.db, new Date(now.getTime() + 60_000));
    expect(await outcome(sale)).toMatchObject({ order: 'paid', sold: 1 });
  });
});

describe('money that came late', () => {
  /** Money for an order that was closed: made by hand, because the sweeper cancels at Stripe first. */
  async function payAfterClose(sale: Sale): Promise<string> {
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await testDb.db.execute(sql`update ticket_types set held = held - 1 where id = ${sale.ticketTypeId}`);
    await testDb.db.execute(sql`delete from day_claims where order_id = ${sale.orderId}`);
    await testDb.db.update(orders).set({ state: 'expired' }).where(eq(orders.id, sale.orderId));
    await confirmWith(intent);
    return intent;
  }

  test('gets its seat when one is free', async () => {
    const sale = await startSale();
    await syncPayment(testDb.db, await payAfterClose(sale), { now });
    expect(await outcome(sale)).toEqual({ order: 'paid', held: 0, sold: 1, rights: ['active', 'active'] });
  });

  test('goes back in full, once, when the seat was sold to another', async () => {
    const sale = await startSale(1);
    const intent = await payAfterClose(sale);
    const other = await writeViewer(testDb.db);
    await mustHold(testDb.db, other, { event: sale.event, ticketTypeIds: [sale.ticketTypeId], now });
    await syncPayment(testDb.db, intent, { now });
    expect(await outcome(sale)).toMatchObject({ order: 'refunding', held: 1, sold: 0, rights: [] });
    await Promise.all([sendRefunds(testDb.db, now), sendRefunds(testDb.db, now)]);
    await sendRefunds(testDb.db, now);
    expect(await outcome(sale)).toMatchObject({ order: 'refunded', held: 1, sold: 0 });
    const charge = (await stripeAtTwin().refunds.list({ payment_intent: intent })).data;
    expect(charge.map((refund) => refund.amount)).toEqual([2500]);
    expect(await testDb.db.select({ state: refunds.state }).from(refunds)).toContainEqual({
      state: 'succeeded',
    });
  });

  test('never makes a second right for a day', async () => {
    const sale = await startSale();
    const intent = await payAfterClose(sale);
    const second = {
      ...sale,
      orderId: await mustHold(testDb.db, sale.viewer, {
        event: sale.event,
        ticketTypeIds: [sale.ticketTypeId],
        now,
      }),
    };
    await syncPayment(testDb.db, intent, { now });
    expect(await outcome(sale)).toMatchObject({ order: 'refunding', rights: [] });
    expect(await outcome(second)).toMatchObject({ order: 'held', held: 1 });
    expect(
      await testDb.db.select().from(entitlements).where(eq(entitlements.viewerId, sale.viewer.id)),
    ).toEqual([]);
  });
});
