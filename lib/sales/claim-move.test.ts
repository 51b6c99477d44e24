import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { playbackSessions } from '@/lib/db/schema/playback';
import { dayClaims, entitlements, orders } from '@/lib/db/schema/sales';
import { claimLinks, staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { MOVE_LINK_MS } from '@/lib/domain/claim-link';
import { newId } from '@/lib/ids';
import { claimTickets } from '@/lib/sales/claim-tickets';
import { waitingLink } from '@/lib/sales/test-claim';
import { mustHold } from '@/lib/sales/test-buyer';
import { paidSale, startSale } from '@/lib/sales/test-order';
import { startMove } from '@/lib/staff/start-move';

const now = new Date();
const staff = proveStaff('support@example.jp', { roles: ['support'], signedInAt: now });
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function started(at = now) {
  const sale = await paidSale(testDb.db, { now, prices: [2500, 3000] });
  return { sale, ...(await linkFor(sale.orderId, at)) };
}

async function linkFor(orderId: string, at = now) {
  const wish = { key: randomUUID(), reason: 'bought with the wrong account', orderId, now: at };
  const result = await startMove(testDb.db, staff, wish);
  if (!result.ok) throw new Error(result.reason);
  const [order] = await testDb.db.select().from(orders).where(eq(orders.id, orderId));
  return waitingLink(testDb.db, 'move_link', order?.contactEmail ?? '');
}

test('order, rights and days go over in one, players of the old sign-in stop, both steps are in the audit log', async () => {
  const { db } = testDb;
  const { sale, token } = await started();
  const [dayId = ''] = sale.event.dayIds;
  const session = newId('pbs');
  await db.insert(playbackSessions).values({
    id: session,
    viewerId: sale.viewer.id,
    eventDayId: dayId,
    openedAt: now,
    lastBeatAt: now,
    device: 'test',
  });
  const other = await writeViewer(db);
  const results = await Promise.all(Array.from({ length: 5 }, () => claimTickets(db, other, { token, now })));
  expect(new Set(results.map((result) => (result.ok ? result.orderId : result.reason)))).toEqual(
    new Set([sale.orderId]),
  );
  const [order] = await db.select().from(orders).where(eq(orders.id, sale.orderId));
  expect(order?.viewerId).toBe(other.id);
  const ofOld = eq(entitlements.viewerId, sale.viewer.id);
  expect(await db.$count(entitlements, ofOld)).toBe(0);
  expect(await db.$count(entitlements, eq(entitlements.viewerId, other.id))).toBe(2);
  expect(await db.$count(dayClaims, eq(dayClaims.viewerId, other.id))).toBe(2);
  const [closed] = await db.select().from(playbackSessions).where(eq(playbackSessions.id, session));
  expect(closed?.closedAt).toEqual(now);
  const acts = await db.select().from(staffActs).where(eq(staffActs.orderId, sale.orderId));
  expect(acts.map(({ power }) => power)).toEqual(['move_tickets', 'move_tickets']);
  expect(acts.map(({ after }) => after)).toContainEqual(
    expect.objectContaining({ viewerId: other.id, confirmedBy: 'viewer' }),
  );
});

test('two other sign-ins at once: one gets the tickets', async () => {
  const { token } = await started();
  const viewers = await Promise.all(Array.from({ length: 10 }, () => writeViewer(testDb.db)));
  const results = await Promise.all(viewers.map((viewer) => claimTickets(testDb.db, viewer, { token, now })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.reason === 'used')).toHaveLength(9);
});

test('refused: the same sign-in, one that has one of the days, after 48 hours, an order that is not paid any more', async () => {
  const { db } = testDb;
  const { sale, token } = await started();
  const claim = (viewer: typeof sale.viewer, at = now) => claimTickets(db, viewer, { token, now: at });
  expect(await claim(sale.viewer)).toEqual({ ok: false, reason: 'already_yours' });
  const busy = await writeViewer(db);
  const [ticketTypeId = ''] = sale.ticketTypeIds;
  await mustHold(db, busy, { event: sale.event, ticketTypeIds: [ticketTypeId], now });
  expect(await claim(busy)).toEqual({ ok: false, reason: 'already_entitled' });
  const other = await writeViewer(db);
  expect(await claim(other, new Date(now.getTime() + MOVE_LINK_MS))).toEqual({
    ok: false,
    reason: 'expired',
  });
  await db.update(orders).set({ state: 'disputed' }).where(eq(orders.id, sale.orderId));
  expect(await claim(other)).toEqual({ ok: false, reason: 'order_closed' });
  expect(
    await db.$count(claimLinks, and(eq(claimLinks.orderId, sale.orderId), eq(claimLinks.kind, 'move'))),
  ).toBe(1);
});

test('a newer link makes the older one void; an order that is not paid gets none', async () => {
  const { db } = testDb;
  const { sale, token } = await started(new Date(now.getTime() - 1000));
  const second = await linkFor(sale.orderId);
  const other = await writeViewer(db);
  expect(await claimTickets(db, other, { token, now })).toEqual({ ok: false, reason: 'withdrawn' });
  expect(await claimTickets(db, other, { token: second.token, now })).toMatchObject({ ok: true });
  const held = await startSale(db, { now });
  const wish = { key: randomUUID(), reason: 'not paid yet', orderId: held.orderId, now };
  expect(await startMove(db, staff, wish)).toEqual({ ok: false, reason: 'not_paid' });
});
