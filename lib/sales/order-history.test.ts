import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { orderHistory } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { controlTwin, linesOf, paidSale, startSale } from '@/lib/sales/test-order';

const now = new Date();
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function historyOf(orderId: string) {
  const rows = await testDb.db
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.orderId, orderId))
    .orderBy(orderHistory.id);
  return rows.map(({ fromState, toState }) => `${String(fromState)} → ${toState}`);
}

test('every state an order has been in is written down, each change once (P22)', async () => {
  const sale = await paidSale(testDb.db, { now, prices: [2500, 4000] });
  const [first] = await linesOf(testDb.db, sale);
  const staff = proveStaff('staff@example.jp');
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
  await syncPayment(testDb.db, sale.intent, { now });
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'win' });
  await syncPayment(testDb.db, sale.intent, { now });
  const wish = { orderId: sale.orderId, reason: 'wish', now };
  await refundOrder(testDb.db, staff, { ...wish, lineIds: [first ?? ''] });
  await refundOrder(testDb.db, staff, { ...wish, lineIds: 'all' });
  await sendRefunds(testDb.db, now);
  await syncPayment(testDb.db, sale.intent, { now });
  expect(await historyOf(sale.orderId)).toEqual([
    'null → held',
    'held → paid',
    'paid → disputed',
    'disputed → paid',
    'paid → partially_refunded',
    'partially_refunded → refunding',
    'refunding → refunded',
  ]);
});

test('nobody changes or removes what is written', async () => {
  const sale = await startSale(testDb.db, { now });
  await cancelHold(testDb.db, sale.viewer, { orderId: sale.orderId, now });
  const ofOrder = eq(orderHistory.orderId, sale.orderId);
  const change = testDb.db.update(orderHistory).set({ toState: 'paid' }).where(ofOrder);
  await expect(change).rejects.toMatchObject({ cause: { message: 'order_history is append-only' } });
  const removal = testDb.db.delete(orderHistory).where(ofOrder);
  await expect(removal).rejects.toMatchObject({ cause: { message: 'order_history is append-only' } });
  expect(await historyOf(sale.orderId)).toEqual(['null → held', 'held → canceled']);
});
