import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { dayClaims, orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { holdSeats } from '@/lib/sales/hold-seats';
import { holdFor, mustHold } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function counts(ticketTypeId: string) {
  const [row] = await testDb.db
    .select({ held: ticketTypes.held, sold: ticketTypes.sold })
    .from(ticketTypes)
    .where(eq(ticketTypes.id, ticketTypeId));
  return row;
}

describe('a hold', () => {
  test('takes one seat and freezes the price', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const ticket = await writeTicketType(db, { event, now, priceMinor: 3500 });
    const viewer = await writeViewer(db);
    const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticket], now });
    await db.update(ticketTypes).set({ priceMinor: 9900 }).where(eq(ticketTypes.id, ticket));
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    expect(order).toMatchObject({ state: 'held', totalMinor: 3500, currency: 'JPY' });
    expect(order?.holdUntil).toEqual(new Date('2026-10-03T09:10:00Z'));
    expect(await counts(ticket)).toEqual({ held: 1, sold: 0 });
  });

  test('is the same order for a double click and for a second tab with the same choice', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const ticket = await writeTicketType(db, { event, now });
    const viewer = await writeViewer(db);
    const clientKey = randomUUID();
    const presses = Array.from({ length: 8 }, () =>
      mustHold(db, viewer, { event, ticketTypeIds: [ticket], now, clientKey }),
    );
    const otherTab = Array.from({ length: 4 }, () =>
      mustHold(db, viewer, { event, ticketTypeIds: [ticket], now }),
    );
    expect(new Set(await Promise.all([...presses, ...otherTab])).size).toBe(1);
    expect(await counts(ticket)).toEqual({ held: 1, sold: 0 });
  });

  test('of another choice replaces the open one and gives its seat back', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now, [{}, { startMinute: 1440 }]);
    const [first, second] = [
      await writeTicketType(db, { event, now, days: [0] }),
      await writeTicketType(db, { event, now, days: [1] }),
    ];
    const viewer = await writeViewer(db);
    const before = await mustHold(db, viewer, { event, ticketTypeIds: [first], now });
    const after = await mustHold(db, viewer, { event, ticketTypeIds: [first, second], now });
    expect(after).not.toBe(before);
    expect([await counts(first), await counts(second)]).toEqual([
      { held: 1, sold: 0 },
      { held: 1, sold: 0 },
    ]);
  });

  test('is all or nothing when one of two tickets is gone', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now, [{}, { startMinute: 1440 }]);
    const free = await writeTicketType(db, { event, now, days: [0] });
    const gone = await writeTicketType(db, { event, now, days: [1], capacity: 0 });
    const viewer = await writeViewer(db);
    expect(await holdFor(db, viewer, { event, ticketTypeIds: [free, gone], now })).toEqual({
      ok: false,
      reason: 'sold_out',
    });
    expect(await counts(free)).toEqual({ held: 0, sold: 0 });
  });

  test('given back by its buyer frees seat and day; by anyone else it is not found', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const ticket = await writeTicketType(db, { event, now, capacity: 1 });
    const [viewer, stranger] = [await writeViewer(db), await writeViewer(db)];
    const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticket], now });
    await expect(cancelHold(db, stranger, { orderId, now })).rejects.toMatchObject({ code: 'not_found' });
    expect(await cancelHold(db, viewer, { orderId, now })).toBe('released');
    expect(await cancelHold(db, viewer, { orderId, now })).toBe('released');
    expect(await counts(ticket)).toEqual({ held: 0, sold: 0 });
    expect(await db.select().from(dayClaims).where(eq(dayClaims.orderId, orderId))).toEqual([]);
    expect((await holdFor(db, stranger, { event, ticketTypeIds: [ticket], now })).ok).toBe(true);
  });
});

describe('a hold is refused', () => {
  test('before and after the sale', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const ticket = await writeTicketType(db, { event, now, saleEndMinute: 0 });
    const viewer = await writeViewer(db);
    const wish = { event, ticketTypeIds: [ticket] };
    expect(await holdFor(db, viewer, { ...wish, now })).toEqual({ ok: false, reason: 'sale_closed' });
    const early = new Date(now.getTime() - 25 * 3_600_000);
    expect(await holdFor(db, viewer, { ...wish, now: early })).toEqual({
      ok: false,
      reason: 'sale_not_open',
    });
    const lastMoment = new Date(now.getTime() - 1);
    expect((await holdFor(db, viewer, { ...wish, now: lastMoment })).ok).toBe(true);
  });

  test('when the page was opened with seats left and the last one went meanwhile', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const ticket = await writeTicketType(db, { event, now, capacity: 1 });
    await mustHold(db, await writeViewer(db), { event, ticketTypeIds: [ticket], now });
    const late = await holdFor(db, await writeViewer(db), { event, ticketTypeIds: [ticket], now });
    expect(late).toEqual({ ok: false, reason: 'sold_out' });
  });

  test('for a day the viewer has a right to, also when the pass repeats a day of the same order', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now, [{}, { startMinute: 1440 }]);
    const dayTicket = await writeTicketType(db, { event, now, days: [0] });
    const pass = await writeTicketType(db, { event, now });
    const viewer = await writeViewer(db);
    const both = await holdFor(db, viewer, { event, ticketTypeIds: [dayTicket, pass], now });
    expect(both).toEqual({ ok: false, reason: 'already_entitled' });
    expect(await counts(pass)).toEqual({ held: 0, sold: 0 });
  });

  test('for a ticket of another event, an unknown one, none, or too many', async () => {
    const { db } = testDb;
    const event = await writeEvent(db, now);
    const other = await writeEvent(db, now);
    const foreign = await writeTicketType(db, { event: other, now });
    const viewer = await writeViewer(db);
    const request = {
      eventSlug: event.slug,
      contactEmail: viewer.email,
      locale: 'ja',
      clientKey: randomUUID(),
    };
    const ask = (ticketTypeIds: string[]) =>
      holdSeats(db, viewer, { request: { ...request, ticketTypeIds }, now });
    await expect(ask([foreign])).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(['tkt_none'])).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask([])).rejects.toMatchObject({ code: 'bad_request' });
    await expect(ask(Array.from({ length: 11 }, (_, n) => `tkt_${n}`))).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});
