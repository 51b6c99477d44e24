import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { staffAlerts } from '@/lib/db/schema/operations';
import { playbackSessions } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { takeScreen } from '@/lib/playback/take-screen';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function ticketFor(screens: number) {
  const { db } = testDb;
  const event = await writeEvent(db, now);
  const [eventDayId = ''] = event.dayIds;
  const ticketTypeId = await writeTicketType(db, { event, now });
  await db.update(ticketTypes).set({ screens }).where(eq(ticketTypes.id, ticketTypeId));
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  const intent = await beginPayment(db, viewer, { orderId, now });
  await confirmWith(intent);
  await syncPayment(db, intent, { now });
  return { viewerId: viewer.id, eventDayId };
}

type Ticket = Awaited<ReturnType<typeof ticketFor>>;

function start(ticket: Ticket, binding: string, at = now) {
  const sessionId = newId('pbs');
  return takeScreen(testDb.db, { ...ticket, sessionId, device: binding, binding, now: at });
}

const rowsOf = ({ viewerId }: Ticket) =>
  testDb.db.select().from(playbackSessions).where(eq(playbackSessions.viewerId, viewerId));

test.each([1, 2])(
  'with %i screens allowed, 50 starts at one instant leave exactly as many open, each in a slot of its own',
  async (screens) => {
    const ticket = await ticketFor(screens);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => start(ticket, `browser ${index}`)),
    );
    const rows = await rowsOf(ticket);
    const slots = rows.filter(({ closedAt }) => closedAt === null).map(({ slot }) => slot);
    expect(slots.toSorted()).toEqual(Array.from({ length: screens }, (_, index) => index + 1));
    // Three were pushed out freely; everybody after that has to wait, and disturbs nobody.
    expect(results.filter(({ ok }) => ok)).toHaveLength(screens + 3);
    expect(rows.filter(({ closeReason }) => closeReason === 'taken_over')).toHaveLength(3);
  },
);

test('50 reloads of one browser leave one session open and are no take-overs', async () => {
  const ticket = await ticketFor(1);
  const results = await Promise.all(Array.from({ length: 50 }, () => start(ticket, 'browser')));
  expect(results.every(({ ok }) => ok)).toBe(true);
  const rows = await rowsOf(ticket);
  expect(rows.map(({ closeReason }) => closeReason ?? 'open').toSorted()).toEqual([
    'open',
    ...Array.from({ length: 49 }, () => 'replaced'),
  ]);
});

test('every session has a mark of its own, which is what the screen is told', async () => {
  const ticket = await ticketFor(1);
  const taken = [await start(ticket, 'phone'), await start(ticket, 'television')];
  const marks = taken.map((each) => (each.ok ? each.mark : 'refused'));
  expect((await rowsOf(ticket)).map(({ mark }) => mark)).toEqual(expect.arrayContaining(marks));
  expect(new Set(marks).size).toBe(2);
});

test('two that fight over a ticket wait for a minute each time, and staff hear of it once', async () => {
  const ticket = await ticketFor(1);
  const names = ['phone', 'television'];
  for (let turn = 0; turn < 10; turn += 1) {
    expect((await start(ticket, names[turn % 2] ?? '', after(turn * 60))).ok).toBe(true);
  }
  expect(await start(ticket, 'phone', after(9 * 60 + 20))).toEqual({
    ok: false,
    reason: 'take_over_cooldown',
    retryAfterSeconds: 40,
  });
  const open = and(eq(playbackSessions.viewerId, ticket.viewerId), isNull(playbackSessions.closedAt));
  expect(await testDb.db.select().from(playbackSessions).where(open)).toMatchObject([
    { device: 'television' },
  ]);
  const about = `screen_ping_pong:${ticket.viewerId}:${ticket.eventDayId}`;
  expect(await testDb.db.$count(staffAlerts, eq(staffAlerts.dedupeKey, about))).toBe(1);
});
