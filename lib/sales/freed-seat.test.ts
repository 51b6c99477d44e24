import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { reserveSeats } from '@/lib/sales/reserve-seats';
import { retakeSeats } from '@/lib/sales/seat-counts';
import { startSale, type TestSale } from '@/lib/sales/test-order';
import { findChoice } from '@/lib/sales/ticket-choice';

const now = new Date();
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** The type is full; its last seat is given back while `take` waits for the row. */
async function whileASeatIsFreed<Taken>(sale: TestSale, take: () => Promise<Taken>): Promise<Taken> {
  const { db, pool } = testDb;
  const [id = ''] = sale.ticketTypeIds;
  await db.update(ticketTypes).set({ held: 1 }).where(eq(ticketTypes.id, id));
  let taking: Promise<Taken> | undefined;
  await db.transaction(async (tx) => {
    await tx.update(ticketTypes).set({ held: 0 }).where(eq(ticketTypes.id, id));
    taking = take();
    taking.catch(() => undefined);
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await pool.query(waiting)).rowCount === 0);
  });
  if (taking === undefined) throw new Error('nothing was taken');
  return taking;
}

async function saleWithAFreeSeat(): Promise<TestSale> {
  const sale = await startSale(testDb.db, { now, capacity: 1 });
  await cancelHold(testDb.db, sale.viewer, { orderId: sale.orderId, now });
  return sale;
}

test('a seat that is given back while the next buyer waits for it is theirs', async () => {
  const { db } = testDb;
  const sale = await saleWithAFreeSeat();
  const viewer = await writeViewer(db);
  const request = { contactEmail: viewer.email, locale: 'ja', clientKey: 'next' };
  const wish = {
    ...request,
    eventSlug: sale.event.slug,
    ticketTypeIds: sale.ticketTypeIds,
    viewerId: viewer.id,
  };
  const choice = await findChoice(db, wish);
  const reserve = () => reserveSeats(db, { viewerId: viewer.id, choice, request, now });
  expect(await whileASeatIsFreed(sale, reserve)).toMatch(/^ord_/);
});

test('a seat that is given back while late money waits for it is taken again', async () => {
  const { db } = testDb;
  const sale = await saleWithAFreeSeat();
  const order = { id: sale.orderId, viewerId: sale.viewer.id };
  expect(await whileASeatIsFreed(sale, () => db.transaction((tx) => retakeSeats(tx, order)))).toBe(true);
});
