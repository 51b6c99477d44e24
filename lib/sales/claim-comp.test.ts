import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { outbox } from '@/lib/db/schema/operations';
import { dayClaims, entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { claimLinks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { COMP_LINK_MS } from '@/lib/domain/claim-link';
import { claimTickets } from '@/lib/sales/claim-tickets';
import { gatherMailFacts } from '@/lib/sales/mail-facts';
import { mustHold } from '@/lib/sales/test-buyer';
import { giveComp } from '@/lib/sales/test-claim';

const now = new Date('2026-10-03T09:00:00Z');
const DAY = 24 * 60;
let testDb: TestDatabase;
let event: TestEvent;

beforeAll(async () => {
  testDb = await createTestDatabase();
  event = await writeEvent(testDb.db, now, [{ startMinute: 30 * DAY }, { startMinute: 31 * DAY }]);
});
afterAll(() => testDb.close());

const offer = (capacity = 10) =>
  writeTicketType(testDb.db, { event, now, capacity, saleEndMinute: 20 * DAY });
const claim = async (token: string, at = now, viewer?: Awaited<ReturnType<typeof writeViewer>>) =>
  claimTickets(testDb.db, viewer ?? (await writeViewer(testDb.db)), { token, now: at });
const soldOf = async (id: string) =>
  (await testDb.db.select().from(ticketTypes).where(eq(ticketTypes.id, id)))[0]?.sold;

test('becomes a paid order over nothing: seat, days, entitlements, the usual mail, outside of the sale', async () => {
  const { db } = testDb;
  const type = await offer();
  const viewer = await writeViewer(db);
  const claimed = await claim((await giveComp(db, { ticketTypeId: type, now })).token, now, viewer);
  if (!claimed.ok) throw new Error(claimed.reason);
  const { orderId } = claimed;
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  expect(order).toMatchObject({
    source: 'comp',
    state: 'paid',
    totalMinor: 0,
    viewerId: viewer.id,
    paidAt: now,
  });
  const [line] = await db.select().from(orderLines).where(eq(orderLines.orderId, orderId));
  expect(line).toMatchObject({ ticketTypeId: type, priceMinor: 2500, discountMinor: 2500 });
  expect(await db.$count(entitlements, eq(entitlements.viewerId, viewer.id))).toBe(2);
  expect(await db.$count(dayClaims, eq(dayClaims.orderId, orderId))).toBe(2);
  expect(await soldOf(type)).toBe(1);
  const [mail] = await db
    .select()
    .from(outbox)
    .where(eq(outbox.dedupeKey, `confirmation:${orderId}`));
  expect(mail).toMatchObject({ toAddress: viewer.email });
});

test('twenty viewers at once: one gets the ticket, the others are told that it was used', async () => {
  const { db } = testDb;
  const type = await offer();
  const { token } = await giveComp(db, { ticketTypeId: type, now });
  const viewers = await Promise.all(Array.from({ length: 20 }, () => writeViewer(db)));
  const results = await Promise.all(viewers.map((viewer) => claim(token, now, viewer)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.reason === 'used')).toHaveLength(19);
  expect(await soldOf(type)).toBe(1);
});

test('one viewer twenty times at once gets one order', async () => {
  const type = await offer();
  const { token } = await giveComp(testDb.db, { ticketTypeId: type, now });
  const viewer = await writeViewer(testDb.db);
  const results = await Promise.all(Array.from({ length: 20 }, () => claim(token, now, viewer)));
  expect(new Set(results.map((result) => (result.ok ? result.orderId : result.reason))).size).toBe(1);
  expect(await testDb.db.$count(orders, eq(orders.viewerId, viewer.id))).toBe(1);
});

test('the last seats: no more tickets than seats, and who came too late leaves nothing behind', async () => {
  const { db } = testDb;
  const type = await offer(3);
  const links = await Promise.all(Array.from({ length: 8 }, () => giveComp(db, { ticketTypeId: type, now })));
  const results = await Promise.all(links.map(({ token }) => claim(token)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(3);
  expect(results.filter((result) => !result.ok && result.reason === 'sold_out')).toHaveLength(5);
  expect(await soldOf(type)).toBe(3);
  expect(await db.$count(orderLines, eq(orderLines.ticketTypeId, type))).toBe(3);
});

test('already_entitled with a held ticket for one of the days; the link stays good for someone else', async () => {
  const { db } = testDb;
  const type = await offer();
  const viewer = await writeViewer(db);
  const held = await writeTicketType(db, { event, now, days: [1], saleEndMinute: 20 * DAY });
  await mustHold(db, viewer, { event, ticketTypeIds: [held], now });
  const { token } = await giveComp(db, { ticketTypeId: type, now });
  expect(await claim(token, now, viewer)).toEqual({ ok: false, reason: 'already_entitled' });
  expect(await claim(token)).toMatchObject({ ok: true });
});

test('run out, withdrawn and unknown links give nothing; one nobody made looks like one that ran out', async () => {
  const { db } = testDb;
  const type = await offer();
  const { token, linkId } = await giveComp(db, { ticketTypeId: type, now });
  const end = new Date(now.getTime() + COMP_LINK_MS);
  expect(await claim(token, end)).toEqual({ ok: false, reason: 'expired' });
  expect(await claim('nobody-made-this')).toEqual({ ok: false, reason: 'expired' });
  await db.update(claimLinks).set({ withdrawnAt: now }).where(eq(claimLinks.id, linkId));
  expect(await claim(token)).toEqual({ ok: false, reason: 'withdrawn' });
  expect(await soldOf(type)).toBe(0);
});

test('the token is in the waiting mail alone, and a link that is not open is not mailed', async () => {
  const { db } = testDb;
  const { token, linkId } = await giveComp(db, { ticketTypeId: await offer(), now });
  const [link] = await db.select().from(claimLinks).where(eq(claimLinks.id, linkId));
  expect(JSON.stringify(link)).not.toContain(token);
  const [mail] = await db
    .select()
    .from(outbox)
    .where(eq(outbox.dedupeKey, `comp_link:${linkId}`));
  if (mail === undefined) throw new Error('no mail');
  expect(await gatherMailFacts(db, mail, now)).toMatchObject({
    kind: 'comp_link',
    token,
    tickets: ['Ticket'],
  });
  await db.update(claimLinks).set({ withdrawnAt: now }).where(eq(claimLinks.id, linkId));
  expect(await gatherMailFacts(db, mail, now)).toBeUndefined();
});
