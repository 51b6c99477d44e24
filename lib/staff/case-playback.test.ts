import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import type { Viewer } from '@/lib/auth/viewer';
import { playbackSessions } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { recordDecision } from '@/lib/playback/record-decision';
import { openCase } from '@/lib/staff/open-case';
import { openViewer } from '@/lib/staff/open-viewer';
import { before, dayOnAir, now, type TestDay, writeOrder, writeSession } from '@/lib/staff/test-board';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const staff = proveStaff('desk@example.jp', { roles: ['support'] });

interface Buyer {
  readonly day: TestDay;
  readonly viewer: Viewer;
  readonly orderId: string;
}

async function writeBuyer(): Promise<Buyer> {
  const { db } = testDb;
  const [day, viewer] = [await dayOnAir(db), await writeViewer(db)];
  const order = await writeOrder(db, day, { viewer, state: 'paid', paidAt: before(60), withTicket: true });
  return { day, viewer, orderId: order.id };
}

const sessionOf = ({ day, viewer }: Buyer, changes: Partial<typeof playbackSessions.$inferInsert> = {}) =>
  writeSession(testDb.db, day, { viewerId: viewer.id, ...changes });

interface Decided {
  readonly sessionId: string;
  readonly outcome: 'granted' | PlaybackRefusal;
  readonly minutesAgo: number;
  readonly keySystem?: string;
}

const decide = ({ day, viewer }: Buyer, { minutesAgo, keySystem = 'widevine', ...decided }: Decided) =>
  recordDecision(testDb.db, {
    ...decided,
    keySystem,
    viewerId: viewer.id,
    eventDayId: day.eventDayId,
    userAgent: null,
    now: before(minutesAgo),
  });

const playbackOf = async ({ orderId }: Buyer) =>
  (await openCase(testDb.db, staff, { orderId, now }))?.found.playback;
const answerOf = async (buyer: Buyer) => (await playbackOf(buyer))?.answer;

test('after a move from phone to TV the TV is watched, whatever the phone was told', async () => {
  const buyer = await writeBuyer();
  const phone = await sessionOf(buyer, { closedAt: before(10), closeReason: 'taken_over' });
  await decide(buyer, { sessionId: phone, outcome: 'granted', minutesAgo: 20 });
  const tv = await sessionOf(buyer, { openedAt: before(10) });
  await decide(buyer, { sessionId: tv, outcome: 'granted', minutesAgo: 10 });
  await decide(buyer, { sessionId: phone, outcome: 'session_taken_over', minutesAgo: 9, keySystem: 'beat' });
  await decide(buyer, { sessionId: phone, outcome: 'region_blocked', minutesAgo: 8, keySystem: 'fairplay' });
  expect(await answerOf(buyer)).toEqual({ kind: 'watching', screens: 1 });
});

test('a show that staff have ended was seen, whatever players are told after it', async () => {
  const buyer = await writeBuyer();
  const sessionId = await sessionOf(buyer, { closedAt: before(1), closeReason: 'left' });
  await decide(buyer, { sessionId, outcome: 'granted', minutesAgo: 20 });
  await decide(buyer, { sessionId, outcome: 'ended', minutesAgo: 3 });
  const again = `open:${buyer.viewer.id}:${buyer.day.eventDayId}`;
  await decide(buyer, { sessionId: again, outcome: 'ended', minutesAgo: 1, keySystem: 'open' });
  expect(await answerOf(buyer)).toEqual({ kind: 'played' });
});

test('held and then let on: watching while it is open, played after it', async () => {
  const buyer = await writeBuyer();
  const sessionId = await sessionOf(buyer, { lastBeatAt: before(1) });
  await decide(buyer, { sessionId, outcome: 'granted', minutesAgo: 19 });
  await decide(buyer, { sessionId, outcome: 'too_early', minutesAgo: 12 });
  expect(await answerOf(buyer)).toEqual({ kind: 'watching', screens: 1 });
  const closed = { closedAt: before(1), closeReason: 'left' } as const;
  await testDb.db.update(playbackSessions).set(closed).where(eq(playbackSessions.id, sessionId));
  expect(await answerOf(buyer)).toEqual({ kind: 'played' });
});

test('a session that is open and gets no license is refused, and so is one that cannot be opened again', async () => {
  const buyer = await writeBuyer();
  const sessionId = await sessionOf(buyer);
  const code = await decide(buyer, { sessionId, outcome: 'key_system_not_allowed', minutesAgo: 20 });
  await decide(buyer, { sessionId, outcome: 'key_system_not_allowed', minutesAgo: 2 });
  expect(await answerOf(buyer)).toEqual({
    kind: 'refused',
    reason: 'key_system_not_allowed',
    code,
    at: before(2),
  });
  const other = await writeBuyer();
  const played = await sessionOf(other, { closedAt: before(4), closeReason: 'left' });
  await decide(other, { sessionId: played, outcome: 'granted', minutesAgo: 19 });
  const open = `open:${other.viewer.id}:${other.day.eventDayId}`;
  // The first time was before the session: the repeat is what counts.
  await decide(other, { sessionId: open, outcome: 'region_blocked', minutesAgo: 30, keySystem: 'open' });
  expect(await answerOf(other)).toEqual({ kind: 'played' });
  await decide(other, { sessionId: open, outcome: 'region_blocked', minutesAgo: 1, keySystem: 'open' });
  expect(await answerOf(other)).toMatchObject({ kind: 'refused', reason: 'region_blocked', at: before(1) });
});

test('a screen unheard of for 19 minutes is not watching; it can still be stopped', async () => {
  const buyer = await writeBuyer();
  await sessionOf(buyer, { lastBeatAt: before(19.1) });
  expect(await playbackOf(buyer)).toMatchObject({ answer: { kind: 'never' }, openSessions: 1 });
  const { viewer } = buyer;
  expect((await openViewer(testDb.db, staff, { viewerId: viewer.id, now }))?.screens).toEqual([]);
  await testDb.db
    .update(playbackSessions)
    .set({ lastBeatAt: before(18.9) })
    .where(eq(playbackSessions.viewerId, viewer.id));
  expect(await answerOf(buyer)).toEqual({ kind: 'watching', screens: 1 });
  expect((await openViewer(testDb.db, staff, { viewerId: viewer.id, now }))?.screens).toHaveLength(1);
});
