import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { orderLines, orders, payments } from '@/lib/db/schema/sales';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { findOrder } from '@/lib/sales/find-order';
import { listVoucherOrders } from '@/lib/sales/list-voucher-orders';
import { mustHold } from '@/lib/sales/test-buyer';
import { beforeQuery } from '@/lib/sales/test-order';

let test: TestDatabase;
const now = new Date();
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

async function holdOne() {
  const viewer = await writeViewer(test.db);
  const event = await writeEvent(test.db, now, [{ startMinute: 60 * 48 }]);
  const ticketTypeId = await writeTicketType(test.db, { event, now, priceMinor: 2500 });
  const orderId = await mustHold(test.db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  return { viewer, orderId };
}

interface Attempt {
  readonly orderId: string;
  readonly attempt: number;
  readonly state: 'pending' | 'succeeded' | 'canceled';
  readonly expiresAt?: Date;
}

async function writePayment({ orderId, attempt, state, expiresAt }: Attempt): Promise<void> {
  await test.db.insert(payments).values({
    id: `pay_${orderId}_${attempt}`,
    orderId,
    attempt,
    state,
    paymentIntentId: `pi_${orderId}_${attempt}`,
    amountMinor: 2500,
    currency: 'JPY',
    createdAt: now,
    ...(expiresAt === undefined
      ? {}
      : { voucher: { url: '', expiresAt: expiresAt.toISOString(), stores: [] } }),
  });
}

it('an order that is paid while it is read is never shown as held with a payment that succeeded', async () => {
  const { viewer, orderId } = await holdOne();
  await writePayment({ orderId, attempt: 1, state: 'pending' });
  const pay = () =>
    test.db.transaction(async (tx) => {
      await tx.update(payments).set({ state: 'succeeded' }).where(eq(payments.orderId, orderId));
      await tx.update(orders).set({ state: 'paid', paidAt: now }).where(eq(orders.id, orderId));
    });
  let reads = 0;
  const db = beforeQuery(test.pool, /^select/, async () => {
    reads += 1;
    if (reads === 2) await pay();
  });
  const order = await findOrder(db, viewer, orderId);
  expect(reads).toBeGreaterThan(2);
  expect([order?.state, order?.payment?.state]).toEqual(['paid', 'pending']);
});

it('another viewer’s order looks like one that does not exist', async () => {
  const { viewer, orderId } = await holdOne();
  expect(await findOrder(test.db, await writeViewer(test.db), orderId)).toBeUndefined();
  expect(await findOrder(test.db, viewer, orderId)).toMatchObject({ state: 'held', refunds: [] });
});

it('lines carry their share of the discount, and their sum is the order’s', async () => {
  const { viewer, orderId } = await holdOne();
  await test.db.update(orderLines).set({ discountMinor: 500 }).where(eq(orderLines.orderId, orderId));
  await test.db.update(orders).set({ totalMinor: 2000 }).where(eq(orders.id, orderId));
  const order = await findOrder(test.db, viewer, orderId);
  expect(order).toMatchObject({ totalMinor: 2000, discountMinor: 500, promoCode: undefined });
  expect(order?.lines).toMatchObject([{ priceMinor: 2500, discountMinor: 500, revokedAt: null }]);
});

it('the payment told of is the one that succeeded, not a later attempt', async () => {
  const { viewer, orderId } = await holdOne();
  await writePayment({ orderId, attempt: 1, state: 'succeeded' });
  await writePayment({ orderId, attempt: 2, state: 'canceled' });
  expect((await findOrder(test.db, viewer, orderId))?.payment?.state).toBe('succeeded');
});

it('orders to pay at a konbini are the viewer’s own, open, and in time', async () => {
  const { viewer, orderId } = await holdOne();
  const other = await holdOne();
  await writePayment({ orderId, attempt: 1, state: 'pending', expiresAt: hours(5) });
  await writePayment({ orderId: other.orderId, attempt: 1, state: 'pending', expiresAt: hours(5) });
  expect(await listVoucherOrders(test.db, viewer, now)).toMatchObject([{ orderId, deadline: hours(5) }]);
  expect(await listVoucherOrders(test.db, viewer, hours(5))).toEqual([]);
  await test.db.update(payments).set({ state: 'canceled' }).where(eq(payments.orderId, orderId));
  expect(await listVoucherOrders(test.db, viewer, now)).toEqual([]);
});
