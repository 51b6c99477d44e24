import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';
import { openVoucher, startSale } from '@/lib/sales/test-order';

const now = new Date();
const HOUR = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);
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

describe('konbini is offered', () => {
  const offered = async (facts: { doorsHours: number; saleEndHours: number }) => {
    const event = await writeEvent(testDb.db, now, [{ startMinute: (facts.doorsHours + 1) * 60 }]);
    const saleEndMinute = facts.saleEndHours * 60;
    const type = await writeTicketType(testDb.db, { event, now, saleEndMinute });
    const viewer = await writeViewer(testDb.db);
    const row = await orderOf(await mustHold(testDb.db, viewer, { event, ticketTypeIds: [type], now }));
    return { methods: row.paymentMethods, until: row.voucherDeadline };
  };

  test.each([
    ['for 72 hours', { doorsHours: 100, saleEndHours: 90 }, 72],
    ['until three hours before the doors', { doorsHours: 50, saleEndHours: 50 }, 47],
    ['until the sale ends', { doorsHours: 50, saleEndHours: 20 }, 20],
    ['for three hours at least', { doorsHours: 6, saleEndHours: 6 }, 3],
  ])('%s, with its deadline on the order', async (_name, facts, hours) => {
    expect(await offered(facts)).toEqual({
      methods: ['card', 'konbini', 'paypay'],
      until: later(hours * HOUR),
    });
  });

  test('not when a shop could hardly be reached in time', async () => {
    const none = { methods: ['card', 'paypay'], until: null };
    expect(await offered({ doorsHours: 5, saleEndHours: 5 })).toEqual(none);
    expect(await offered({ doorsHours: 100, saleEndHours: 2 })).toEqual(none);
  });

  test('while less than three in ten of the seats wait for vouchers', async () => {
    const { db } = testDb;
    const sale = await startSale(db, { now, capacity: 10 });
    const wish = { event: sale.event, ticketTypeIds: sale.ticketTypeIds, now };
    const buy = async () => {
      const viewer = await writeViewer(db);
      const orderId = await mustHold(db, viewer, wish);
      const intent = await beginPayment(db, viewer, { orderId, now });
      return { ...sale, viewer, orderId, intent };
    };
    for (let waiting = 0; waiting < 3; waiting += 1) {
      const next = await buy();
      expect((await orderOf(next.orderId)).paymentMethods).toContain('konbini');
      await openVoucher(next.intent);
      await syncPayment(db, next.intent, { now });
    }
    const fourth = await buy();
    expect((await orderOf(fourth.orderId)).paymentMethods).toEqual(['card', 'paypay']);
    const atStripe = await stripeAtTwin().paymentIntents.retrieve(fourth.intent);
    expect(atStripe.payment_method_types.toSorted()).toEqual(['card', 'paypay']);
  });
});
