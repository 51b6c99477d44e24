import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeViewer } from '@/lib/db/test-rows';
import { now, search as searchAs, writeCard, writeOrder } from '@/lib/staff/test-search';

let testDb: TestDatabase;
let event: TestEvent;

beforeAll(async () => {
  testDb = await createTestDatabase();
  event = await writeEvent(testDb.db, now);
});
afterAll(() => testDb.close());

const search = (typed: string, before?: string) => searchAs(testDb.db, typed, before);
const order = (viewerId: string, createdAt = now) => writeOrder(testDb.db, event, { viewerId, createdAt });

test('card, amount and day find the payment, the day being that of the event’s zone', async () => {
  const viewer = await writeViewer(testDb.db);
  const [morning, later, dollars] = [await order(viewer.id), await order(viewer.id), await order(viewer.id)];
  // 00:30 on the 30th in Tokyo.
  await writeCard(testDb.db, {
    orderId: morning,
    cardLast4: '0815',
    createdAt: new Date('2026-11-29T15:30:00Z'),
  });
  await writeCard(testDb.db, { orderId: later, cardLast4: '0815', amountMinor: 9000 });
  await writeCard(testDb.db, { orderId: dollars, cardLast4: '0815', currency: 'USD' });
  for (const typed of [
    '*0815 4500 11/30',
    '４５００円　１１月３０日　下４桁０８１５',
    '0815 4500',
    '*0815 ¥4,500',
  ])
    expect(await search(typed)).toMatchObject({
      query: { kind: 'card' },
      ids: [morning],
      hit: { orderId: morning },
    });
  expect(await search('*0815 $45.00')).toMatchObject({ ids: [dollars] });
  expect((await search('*0815 4500 11/29')).ids).toEqual([]);
  expect((await search('*0815 11/29')).ids.sort()).toEqual([later, dollars].sort());
  expect((await search('0815')).ids.sort()).toEqual([morning, later, dollars].sort());
});

test('four digits find the address that has them and the card that ends so', async () => {
  const [one, other] = [await writeViewer(testDb.db, 'fan7316@digits.example'), await writeViewer(testDb.db)];
  const [byMail, byCard] = [await order(one.id), await order(other.id)];
  await writeCard(testDb.db, { orderId: byCard, cardLast4: '7316' });
  expect((await search('7316')).ids.sort()).toEqual([byMail, byCard].sort());
});

test('two attempts with one card are one hit', async () => {
  const orderId = await order((await writeViewer(testDb.db)).id);
  await writeCard(testDb.db, { orderId: orderId, cardLast4: '9999' });
  await writeCard(testDb.db, { orderId: orderId, cardLast4: '9999', attempt: 2 });
  expect((await search('*9999')).ids).toEqual([orderId]);
});

test('a number beside the card that no payment can be finds nothing; one of a day is that day', async () => {
  const orderId = await order((await writeViewer(testDb.db)).id);
  await writeCard(testDb.db, { orderId, cardLast4: '6531', amountMinor: 214_748_400, currency: 'USD' });
  for (const typed of ['*6531 999999999', '*6531 999999999.99', '6531 21474837'])
    expect((await search(typed)).ids).toEqual([]);
  expect((await search('*6531 2147484')).ids).toEqual([orderId]);
  expect((await search('*6531 20261129')).ids).toEqual([orderId]);
  expect((await search('*6531 20261128')).ids).toEqual([]);
});
