import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { outbox } from '@/lib/db/schema/operations';
import { playbackSessions } from '@/lib/db/schema/playback';
import { payments } from '@/lib/db/schema/sales';
import { staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { type BoardCase, type BoardFilter, parseBoardFilter } from '@/lib/domain/board-people';
import { parsePageKey } from '@/lib/domain/page-key';
import { recordDecision } from '@/lib/playback/record-decision';
import { listBoardPeople } from '@/lib/staff/list-board-people';
import {
  before,
  dayOnAir,
  iPhone,
  minuteBefore,
  now,
  type TestDay,
  writeDecision,
  writeMinute,
  writeOrder,
  writeSession,
} from '@/lib/staff/test-board';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const staff = proveStaff('support@example.jp', { roles: ['support'] });

function listOf(
  day: TestDay,
  what: BoardCase,
  { after, ...filter }: Partial<BoardFilter> & { after?: string } = {},
) {
  const wanted = { what, window: 15, reason: undefined, family: undefined, ...filter } as const;
  return listBoardPeople(testDb.db, staff, {
    eventDayId: day.eventDayId,
    filter: wanted,
    before: after === undefined ? undefined : parsePageKey(after),
    now,
  });
}

test('those who watch now, with their order of this event, newest sign of life first', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const viewer = await writeViewer(db);
  const order = await writeOrder(db, day, { viewer, state: 'paid', paidAt: before(9), withTicket: true });
  await writeOrder(db, await dayOnAir(db), { viewer });
  await writeSession(db, day, { viewerId: viewer.id, lastBeatAt: before(1) });
  const guest = await writeSession(db, day, { lastBeatAt: before(2) });
  await writeSession(db, day, { closedAt: before(1), closeReason: 'left' });
  const { people } = await listOf(day, 'watching');
  expect(people.map(({ email, order: own, family }) => [email, own?.code, family])).toEqual([
    [viewer.email, order.code, 'safari_ios'],
    [expect.any(String), undefined, 'safari_ios'],
  ]);
  expect(people[1]?.key).toBe(guest);
});

test('refusals by reason and browser: the person, the code and the time; older rows by their session’s browser', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const viewer = await writeViewer(db);
  await writeDecision(db, day, { viewerId: viewer.id, supportCode: 'ABC234', decidedAt: before(4) });
  await writeDecision(db, day, { outcome: 'region_blocked' });
  await writeDecision(db, day, { outcome: 'granted' });
  const sessionId = await writeSession(db, day, { device: iPhone });
  await writeDecision(db, day, { sessionId, browserFamily: null });
  const wanted = { reason: 'not_entitled', family: 'chrome' } as const;
  const { people } = await listOf(day, 'refused', wanted);
  expect(people).toMatchObject([
    { email: viewer.email, outcome: 'not_entitled', supportCode: 'ABC234', at: before(4), family: 'chrome' },
  ]);
  expect((await listOf(day, 'refused', { family: 'safari_ios' })).people).toHaveLength(1);
  expect((await listOf(day, 'refused')).people).toHaveLength(3);
});

test('who is refused again stands where the newest time was, with the code of the first', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const viewer = await writeViewer(db);
  const whose = { sessionId: 'pbs_again', viewerId: viewer.id, eventDayId: day.eventDayId };
  const refused = { ...whose, keySystem: 'widevine', outcome: 'unknown_key', userAgent: null } as const;
  const supportCode = await recordDecision(db, { ...refused, now: before(170) });
  expect((await listOf(day, 'refused')).people).toEqual([]);
  await recordDecision(db, { ...refused, now: before(2) });
  expect((await listOf(day, 'refused')).people).toMatchObject([
    { email: viewer.email, supportCode, at: before(2) },
  ]);
});

test('failed starts and stalls, with what was told of them', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const [failed, stalled] = [await writeViewer(db), await writeViewer(db)];
  await writeMinute(db, day, {
    viewerId: failed.id,
    startup: { shell: 1 },
    problems: { drm_timeout: 2, connection: 1 },
  });
  await writeMinute(db, day, { viewerId: stalled.id, sessionId: 'pbs_s', playedMs: 9000, stalledMs: 4000 });
  const later = { minute: minuteBefore(1), playedMs: 9000, stalledMs: 1500, browserFamily: 'chrome' };
  await writeMinute(db, day, { viewerId: stalled.id, sessionId: 'pbs_s', ...later });
  await writeMinute(db, day, { startup: { firstFrame: 900 }, playedMs: 1 });
  expect((await listOf(day, 'failed')).people).toMatchObject([
    { email: failed.email, problems: ['connection', 'drm_timeout'], family: 'chrome' },
  ]);
  expect((await listOf(day, 'stalled')).people).toMatchObject([
    { email: stalled.email, stalledMs: 5500, problems: [] },
  ]);
  expect((await listOf(day, 'stalled', { family: 'firefox' })).people).toEqual([]);
});

test('orders that are held, wait at a konbini, are being paid or lack their ticket, and mails that wait', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const [held, voucher, paying] = [
    await writeOrder(db, day),
    await writeOrder(db, day),
    await writeOrder(db, day),
  ];
  const pending = { attempt: 1, amountMinor: 2500, currency: 'JPY', createdAt: before(9) };
  const slip = { url: 'https://x', expiresAt: '2030-05-03', stores: [] };
  await db.insert(payments).values([
    { ...pending, id: 'pay_v', orderId: voucher.id, paymentIntentId: 'pi_v', voucher: slip },
    { ...pending, id: 'pay_c', orderId: paying.id, paymentIntentId: 'pi_c' },
  ]);
  const lost = await writeOrder(db, day, { state: 'paid', paidAt: before(8) });
  const mail = {
    kind: 'confirmation' as const,
    toAddress: 'a@example.jp',
    locale: 'ja',
    createdAt: before(30),
  };
  await db.insert(outbox).values({ ...mail, dedupeKey: 'm1', orderId: lost.id, nextTryAt: before(7) });
  const codes = async (what: BoardCase) =>
    (await listOf(day, what)).people.map(({ order }) => order?.code).sort();
  expect(await codes('held')).toEqual([held.code, voucher.code, paying.code].sort());
  expect(await codes('voucher')).toEqual([voucher.code]);
  expect(await codes('paying')).toEqual([paying.code]);
  expect(await codes('no_ticket')).toEqual([lost.code]);
  expect(await codes('mails')).toEqual([lost.code]);
});

test.each<BoardCase>(['watching', 'refused', 'stalled', 'held'])(
  '%s: pages by key show everybody once, of the same moment too',
  async (what) => {
    const { db } = testDb;
    const day = await dayOnAir(db);
    for (let n = 0; n < 53; n += 1) {
      if (what === 'watching') await writeSession(db, day);
      if (what === 'refused') await writeDecision(db, day);
      if (what === 'stalled') await writeMinute(db, day, { stalledMs: 3000 });
      if (what === 'held') await writeOrder(db, day);
    }
    const first = await listOf(day, what);
    expect(first.people).toHaveLength(50);
    const rest = await listOf(day, what, first.next === undefined ? {} : { after: first.next });
    expect([rest.people.length, rest.next]).toEqual([3, undefined]);
    expect(new Set([...first.people, ...rest.people].map(({ key }) => key)).size).toBe(53);
  },
);

describe('a row that moves between two pages', () => {
  test('watching: the last one of the page beats, and the next page is the rest', async () => {
    const { db } = testDb;
    const day = await dayOnAir(db);
    for (let n = 0; n < 53; n += 1) await writeSession(db, day);
    const first = await listOf(day, 'watching');
    const beats = eq(playbackSessions.id, first.people.at(-1)?.key ?? '');
    await db.update(playbackSessions).set({ lastBeatAt: now }).where(beats);
    await expectTheRest(day, 'watching', first);
  });

  test('watching: the last one of the page leaves', async () => {
    const { db } = testDb;
    const day = await dayOnAir(db);
    for (let n = 0; n < 53; n += 1) await writeSession(db, day);
    const first = await listOf(day, 'watching');
    const leaves = eq(playbackSessions.id, first.people.at(-1)?.key ?? '');
    await db.update(playbackSessions).set({ closedAt: now, closeReason: 'left' }).where(leaves);
    await expectTheRest(day, 'watching', first);
  });

  test('stalled: the last player of the page sends another minute', async () => {
    const { db } = testDb;
    const day = await dayOnAir(db);
    for (let n = 0; n < 53; n += 1) await writeMinute(db, day, { stalledMs: 3000 });
    const first = await listOf(day, 'stalled');
    const [sessionId, viewerId] = [first.people.at(-1)?.key ?? '', first.people.at(-1)?.viewerId ?? ''];
    await writeMinute(db, day, { sessionId, viewerId, minute: minuteBefore(0) });
    await expectTheRest(day, 'stalled', first);
  });

  async function expectTheRest(day: TestDay, what: BoardCase, first: Awaited<ReturnType<typeof listOf>>) {
    const { people, next } = await listOf(day, what, { after: first.next ?? '' });
    expect([people.length, next]).toEqual([3, undefined]);
    expect(new Set([...first.people, ...people].map(({ key }) => key)).size).toBe(53);
  }
});

test('each look is written down with whom it showed; no power, no list', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  const { viewerId } = await writeOrder(db, day);
  const reader = proveStaff(`${randomUUID()}@example.jp`, { roles: ['finance'] });
  const filter = { what: 'held', window: 15, reason: undefined, family: undefined } as const;
  const wish = { eventDayId: day.eventDayId, filter, before: undefined, now };
  await listBoardPeople(db, reader, wish);
  const looks = await db.select().from(staffLooks).where(eq(staffLooks.staffEmail, reader.email));
  expect(looks).toMatchObject([{ what: 'board', detail: 'held', shown: [viewerId], count: 1 }]);
  const nobody = proveStaff('x@example.jp', { roles: [] });
  await expect(listBoardPeople(db, nobody, wish)).rejects.toMatchObject({ code: 'not_found' });
});

test('an address that names no list is none; what a list does not know is left out', () => {
  expect(parseBoardFilter({ what: 'everything' })).toBeUndefined();
  const all = { reason: 'not_entitled', family: 'chrome', minutes: '60' };
  const left = { reason: undefined, family: undefined };
  expect(parseBoardFilter({ ...all, what: 'held' })).toEqual({ what: 'held', window: 60, ...left });
  expect(parseBoardFilter({ what: 'refused', reason: "' or 1=1", family: 'x', minutes: '7' })).toEqual({
    what: 'refused',
    window: 15,
    ...left,
  });
});
