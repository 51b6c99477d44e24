import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { expireHolds } from '@/lib/sales/expire-holds';
import { payOrder } from '@/lib/sales/pay-order';
import { beginPayment, confirmWith, holdFor, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
const afterHold = new Date('2026-10-03T09:11:00Z');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function startSale(capacity = 1) {
  const { db } = testDb;
  const event = await writeEvent(db, now);
  const ticketTypeId = await writeTicketType(db, { event, now, capacity });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  return { event, ticketTypeId, viewer, orderId };
}

/** The next attempts to make a PaymentIntent for this order end so. */
async function breakCreate(orderId: string, kind: string, ms = 0): Promise<void> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: '/v1/payment_intents$', method: 'POST', kind, bodyIncludes: orderId, ms }),
  });
  expect(response.status).toBe(200);
}

const paymentsOf = (orderId: string) =>
  testDb.db.select().from(payments).where(eq(payments.orderId, orderId));

describe('a press of the button that fails at Stripe', () => {
  test('never gives a PaymentIntent up that another press has handed out', async () => {
    const sale = await startSale();
    const ask = { orderId: sale.orderId, now };
    const intent = await beginPayment(testDb.db, sale.viewer, ask);
    const ofOrder = eq(payments.orderId, sale.orderId);
    await testDb.db.update(payments).set({ paymentIntentId: null }).where(ofOrder);
    // This press read the attempt before the first one saved it; the save comes just before it gives up.
    const db = beforeQuery(/^update "payments" set "state"/, () =>
      testDb.db.update(payments).set({ paymentIntentId: intent }).where(ofOrder),
    );
    await breakCreate(sale.orderId, '500');
    await expect(payOrder(db, sale.viewer, ask)).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(await paymentsOf(sale.orderId)).toMatchObject([{ state: 'pending', paymentIntentId: intent }]);
    await expireHolds(testDb.db, afterHold);
    await expect(confirmWith(intent)).rejects.toThrow(/canceled/);
  });

  test('because another press is still at it leaves that one alone', async () => {
    const sale = await startSale();
    const ask = { orderId: sale.orderId, now };
    await breakCreate(sale.orderId, 'slow', 500);
    const presses = await Promise.allSettled([1, 2, 3].map(() => beginPayment(testDb.db, sale.viewer, ask)));
    const intents = presses.flatMap((press) => (press.status === 'fulfilled' ? [press.value] : []));
    expect(new Set(intents).size).toBe(1);
    expect(await paymentsOf(sale.orderId)).toMatchObject([{ state: 'pending', paymentIntentId: intents[0] }]);
  });

  test('leaves the seat held, and the next press makes a new attempt that can be paid', async () => {
    const sale = await startSale();
    const ask = { orderId: sale.orderId, now };
    await breakCreate(sale.orderId, '500');
    await expect(payOrder(testDb.db, sale.viewer, ask)).rejects.toMatchObject({ code: 'upstream_failed' });
    await confirmWith(await beginPayment(testDb.db, sale.viewer, ask));
    await expireHolds(testDb.db, afterHold);
    const [order] = await testDb.db.select().from(orders).where(eq(orders.id, sale.orderId));
    expect(order?.state).toBe('paid');
    expect((await paymentsOf(sale.orderId)).map((payment) => payment.state).sort()).toEqual([
      'failed',
      'succeeded',
    ]);
  });

  test('with an answer that is no PaymentIntent is a failure and not a payment', async () => {
    const sale = await startSale();
    await breakCreate(sale.orderId, 'json_without_error_404');
    const press = payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await expect(press).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});

test('a PaymentIntent that was canceled outside is replaced at the next press', async () => {
  const sale = await startSale();
  const ask = { orderId: sale.orderId, now };
  const first = await beginPayment(testDb.db, sale.viewer, ask);
  await stripeAtTwin().paymentIntents.cancel(first);
  const second = await beginPayment(testDb.db, sale.viewer, ask);
  expect(second).not.toBe(first);
});

test('a hold that cannot be released keeps no other one waiting', async () => {
  const stuck = await startSale();
  const intent = await beginPayment(testDb.db, stuck.viewer, { orderId: stuck.orderId, now });
  await testDb.db
    .update(payments)
    .set({ paymentIntentId: 'pi_unknown_to_stripe' })
    .where(eq(payments.paymentIntentId, intent));
  const other = await startSale();
  await beginPayment(testDb.db, other.viewer, { orderId: other.orderId, now });
  await expireHolds(testDb.db, afterHold);
  const [stays] = await testDb.db.select().from(orders).where(eq(orders.id, stuck.orderId));
  const [goes] = await testDb.db.select().from(orders).where(eq(orders.id, other.orderId));
  expect([stays?.state, goes?.state]).toEqual(['held', 'expired']);
  const next = await writeViewer(testDb.db);
  const late = await holdFor(testDb.db, next, {
    event: other.event,
    ticketTypeIds: [other.ticketTypeId],
    now,
  });
  expect(late.ok).toBe(true);
});

/** The database, with something happening just before a statement of that kind. */
function beforeQuery(statement: RegExp, happen: () => Promise<unknown>): Database {
  const pool = new Proxy(testDb.pool, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key);
      return async (query: { text: string }, ...rest: unknown[]) => {
        if (statement.test(query.text)) await happen();
        return Reflect.apply(target.query, target, [query, ...rest]);
      };
    },
  });
  return drizzle(pool);
}
