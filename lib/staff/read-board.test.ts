import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { jobRuns, outbox, staffAlerts } from '@/lib/db/schema/operations';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import type { BoardWindow } from '@/lib/domain/board';
import { staffRoles } from '@/lib/domain/staff-role';
import { recordDecision } from '@/lib/playback/record-decision';
import { readBoard } from '@/lib/staff/read-board';
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
let db: Database;
const statements: string[] = [];
beforeAll(async () => {
  testDb = await createTestDatabase();
  db = drizzle(testDb.pool, { logger: { logQuery: (text) => statements.push(text) } });
});
afterAll(() => testDb.close());

const staff = proveStaff('support@example.jp', { roles: ['support'] });
const boardOf = (
  day: TestDay,
  { window = 15, withChart = false }: { window?: BoardWindow; withChart?: boolean } = {},
) => readBoard(db, staff, { eventDayId: day.eventDayId, window, withChart, now });

test('viewers now: open and heard of in the last 19 minutes; two screens of one viewer are one person', async () => {
  const day = await dayOnAir(db);
  const viewer = await writeViewer(db);
  await writeSession(db, day, { viewerId: viewer.id, slot: 1 });
  await writeSession(db, day, { viewerId: viewer.id, slot: 2, lastBeatAt: before(18.9) });
  await writeSession(db, day);
  await writeSession(db, day, { lastBeatAt: before(19.1) });
  await writeSession(db, day, { closedAt: before(1), closeReason: 'left' });
  await writeSession(db, await dayOnAir(db));
  expect((await boardOf(day)).now.viewers).toEqual({ sessions: 3, people: 2 });
});

test('starts: of those who tried, who joined; times of first frames by family and over all, to 50 ms', async () => {
  const day = await dayOnAir(db);
  for (const firstFrame of [910, 1240, 1260, 8000])
    await writeMinute(db, day, { startup: { shell: 1, firstFrame }, playedMs: 10_000 });
  await writeMinute(db, day, { startup: { shell: 1 }, problems: { drm_timeout: 1 } });
  await writeMinute(db, day, { browserFamily: 'firefox', startup: { firstFrame: 400.4 } });
  // A long start: the minute of its beginning has no frame, the next one plays.
  const sessionId = 'pbs_slow';
  await writeMinute(db, day, { sessionId, minute: minuteBefore(3), startup: { shell: 1 }, stalledMs: 9000 });
  await writeMinute(db, day, { sessionId, minute: minuteBefore(2), playedMs: 20_000 });
  // Playing all along, and started before the window: they do not try.
  await writeMinute(db, day, { weight: 30, playedMs: 60_000 });
  await writeMinute(db, day, { minute: minuteBefore(16), startup: { firstFrame: 99 } });
  const { quality } = await boardOf(day);
  expect(quality).toMatchObject({ tried: 7, joined: 6, p50Ms: 1250, p95Ms: 8000, turnedAway: 0 });
  expect(quality.families.map(({ family, tried, joined, p50Ms }) => [family, tried, joined, p50Ms])).toEqual([
    ['chrome', 6, 5, 1250],
    ['firefox', 1, 1, 400],
  ]);
});

test('stall ratio: a sampled quiet minute counts as the thirty that it stands for', async () => {
  const day = await dayOnAir(db);
  await writeMinute(db, day, { weight: 30, playedMs: 60_000 });
  await writeMinute(db, day, { weight: 1, playedMs: 50_000, stalls: 1, stalledMs: 10_000 });
  await writeMinute(db, day, { weight: 5, playedMs: 58_000, stalls: 1, stalledMs: 1999 });
  const { stallRatio, stalled } = (await boardOf(day)).quality;
  const stalledMs = 10_000 + 5 * 1999;
  expect(stallRatio).toBeCloseTo(stalledMs / (30 * 60_000 + 50_000 + 5 * 58_000 + stalledMs), 12);
  expect(stalled).toBe(1);
});

test('refusals by reason and browser; an older row has the browser of its session; one refused often is one', async () => {
  const day = await dayOnAir(db);
  await writeDecision(db, day, { count: 7 });
  await writeDecision(db, day);
  await writeDecision(db, day, { outcome: 'granted' });
  await writeDecision(db, day, { outcome: 'session_taken_over', browserFamily: 'firefox' });
  const sessionId = await writeSession(db, day, { device: iPhone });
  await writeDecision(db, day, { sessionId, browserFamily: null, outcome: 'region_blocked' });
  await writeDecision(db, day, { decidedAt: before(16) });
  const { refusals, turnedAway } = (await boardOf(day)).quality;
  expect(refusals).toEqual([
    { reason: 'not_entitled', family: 'chrome', count: 2 },
    { reason: 'region_blocked', family: 'safari_ios', count: 1 },
    { reason: 'session_taken_over', family: 'firefox', count: 1 },
  ]);
  expect(turnedAway).toBe(3);
  expect((await boardOf(day, { window: 60 })).quality.refusals[0]?.count).toBe(3);
});

test('a refusal that only repeats an earlier one is of the window and of its minute on the chart', async () => {
  const day = await dayOnAir(db);
  const { id: viewerId } = await writeViewer(db);
  const whose = { sessionId: 'pbs_again', viewerId, eventDayId: day.eventDayId, keySystem: 'widevine' };
  const refused = { ...whose, outcome: 'unknown_key', userAgent: null } as const;
  await recordDecision(db, { ...refused, now: before(170) });
  expect((await boardOf(day)).quality.refusals).toEqual([]);
  await recordDecision(db, { ...refused, now: before(2) });
  const { quality, chart } = await boardOf(day, { withChart: true });
  expect(quality.refusals).toMatchObject([{ reason: 'unknown_key', count: 1 }]);
  expect(chart?.filter(({ refused: count }) => count === 1)).toMatchObject([
    { minute: minuteBefore(2).getTime() / 60_000 },
  ]);
});

test('who was refused and then began to play was not turned away', async () => {
  const day = await dayOnAir(db);
  const { id: viewerId } = await writeViewer(db);
  await writeDecision(db, day, { viewerId, outcome: 'take_over_cooldown' });
  await writeMinute(db, day, { viewerId, startup: { firstFrame: 800 } });
  expect((await boardOf(day)).quality).toMatchObject({ tried: 1, joined: 1, turnedAway: 0 });
});

test('orders: held, waiting for konbini, paying, and the alarm of a paid line without a ticket', async () => {
  const day = await dayOnAir(db);
  await writeOrder(db, day);
  const [voucher, paying] = [await writeOrder(db, day), await writeOrder(db, day)];
  const pending = { attempt: 1, amountMinor: 2500, currency: 'JPY', createdAt: before(9) };
  await db.insert(payments).values([
    {
      ...pending,
      id: 'pay_v',
      orderId: voucher.id,
      paymentIntentId: 'pi_v',
      voucher: { url: 'https://x', expiresAt: '2030-05-03', stores: [] },
    },
    { ...pending, id: 'pay_c', orderId: paying.id, paymentIntentId: 'pi_c' },
  ]);
  await writeOrder(db, day, { state: 'paid', paidAt: before(8), withTicket: true });
  await writeOrder(db, day, { state: 'paid', paidAt: before(8) });
  await writeOrder(db, day, { state: 'expired' });
  expect((await boardOf(day)).now.orders).toEqual({ held: 3, voucher: 1, paying: 1, paidWithoutTicket: 1 });
});

test('mails that wait and were given up, jobs, alerts of this event and of no order', async () => {
  const day = await dayOnAir(db);
  const [order, other] = [await writeOrder(db, day), await writeOrder(db, await dayOnAir(db))];
  const mail = {
    kind: 'confirmation' as const,
    toAddress: 'a@example.jp',
    locale: 'ja',
    createdAt: before(30),
  };
  await db.insert(outbox).values([
    { ...mail, dedupeKey: 'm1', orderId: order.id, nextTryAt: before(7) },
    { ...mail, dedupeKey: 'm2', orderId: order.id, nextTryAt: before(-7) },
    { ...mail, dedupeKey: 'm3', orderId: order.id, nextTryAt: before(9), sentAt: before(8) },
    { ...mail, dedupeKey: 'm4', orderId: other.id, nextTryAt: before(9) },
  ]);
  const alert = { detail: 'seen', createdAt: before(5) };
  await db.insert(staffAlerts).values([
    { ...alert, dedupeKey: 'mail_given_up:m0', kind: 'mail_given_up', orderId: order.id },
    { ...alert, dedupeKey: 'drm_refused:x', kind: 'drm_refused', createdAt: before(4) },
    { ...alert, dedupeKey: 'drm_refused:old', kind: 'drm_refused', resolvedAt: before(1) },
    { ...alert, dedupeKey: 'dispute_opened:y', kind: 'dispute_opened', orderId: other.id },
  ]);
  expect((await boardOf(day)).now.job).toBeNull();
  await db.insert(jobRuns).values([
    { startedAt: before(2), finishedAt: before(2) },
    { startedAt: before(1), failed: ['mailsSent'] },
  ]);
  const board = await boardOf(day);
  expect(board.now.mails).toEqual({ waiting: 2, overdueSeconds: 420, givenUp: 1 });
  expect(board.now.job).toEqual({ ageSeconds: 60, isFinished: false, failed: ['mailsSent'] });
  expect(board.alerts.map(({ key, order: of }) => [key, of?.code])).toEqual([
    ['drm_refused:x', undefined],
    ['mail_given_up:m0', order.code],
  ]);
});

test('the charts’ last viewers are the viewers now, and each minute has its starts, stalls and refusals', async () => {
  const day = await dayOnAir(db);
  await writeSession(db, day, { openedAt: before(300) });
  await writeSession(db, day, { openedAt: before(10) });
  await writeSession(db, day, { openedAt: before(400), lastBeatAt: before(100) });
  await writeSession(db, day, { openedAt: before(200), closedAt: before(50), closeReason: 'left' });
  await writeMinute(db, day, { minute: minuteBefore(60), startup: { firstFrame: 900 }, playedMs: 30_000 });
  await writeMinute(db, day, { minute: minuteBefore(60), startup: { shell: 900 }, stalledMs: 30_000 });
  await writeDecision(db, day, { decidedAt: before(170) });
  const { chart, now: present } = await boardOf(day, { withChart: true });
  const at = (ago: number) =>
    chart?.find(({ minute }) => minute === Math.floor(before(ago).getTime() / 60_000));
  expect(chart).toHaveLength(180);
  expect([120, 99, 49, 9, 0].map((ago) => at(ago)?.viewers)).toEqual([3, 2, 1, 2, present.viewers.sessions]);
  expect(at(60)).toMatchObject({ tried: 2, joined: 1, stallRatio: 0.5, refused: 0 });
  expect(at(170)).toMatchObject({ tried: 0, stallRatio: null, refused: 1 });
});

test('it costs six statements with the charts and writes nothing; who sees no board finds nothing', async () => {
  const day = await dayOnAir(db);
  statements.length = 0;
  await boardOf(day, { withChart: true });
  expect(statements.length).toBe(6);
  for (const text of statements) expect(text.trim()).toMatch(/^(select|with)\b/);
  await expect(boardOf({ ...day, eventDayId: 'day_none' })).rejects.toMatchObject({ code: 'not_found' });
  for (const role of staffRoles) {
    const reader = proveStaff('x@example.jp', { roles: [role] });
    const wish = { eventDayId: day.eventDayId, window: 15, withChart: false, now } as const;
    expect((await readBoard(db, reader, wish)).shape).toBe('board-1');
  }
});
