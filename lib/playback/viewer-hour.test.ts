import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Database, openPool } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { BEAT_SECONDS } from '@/lib/domain/playback-session';
import { type QualityMinute, weightOfMinute } from '@/lib/domain/quality-minute';
import { bindTo } from '@/lib/http/device-cookie';
import { answerLicense } from '@/lib/playback/answer-license';
import { keepAlive } from '@/lib/playback/keep-alive';
import { openSession } from '@/lib/playback/open-session';
import { recordQoe } from '@/lib/playback/record-qoe';
import { verifyOutdatedToken } from '@/lib/playback/session-token';
import { challengeFor } from '@/lib/playback/test-challenge';
import { newChannel } from '@/lib/playback/test-channel';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';

const MOST_WRITES = 12;
const start = new Date();
const browser = 'b'.repeat(32);
const country = undefined;
let testDb: TestDatabase;
/** One connection: PostgreSQL counts what it wrote when that connection is told to say so. */
let pool: ReturnType<typeof openPool>;
let db: Database;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  testDb = await createTestDatabase();
  pool = openPool(testDb.url, 1);
  db = drizzle(pool);
});
afterAll(async () => {
  await pool.end();
  await testDb.close();
});

const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

async function ticketHolder() {
  const { name, kids } = await newChannel();
  const event = await writeEvent(db, start, [{ kids, contentIds: [name] }]);
  const ticketTypeId = await writeTicketType(db, { event, now: start });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now: start });
  const intent = await beginPayment(db, viewer, { orderId, now: start });
  await confirmWith(intent);
  await syncPayment(db, intent, { now: start });
  return { viewer, kids, eventDayId: event.dayIds[0] ?? '' };
}

const total = z.object({ rows: z.tuple([z.object({ total: z.coerce.number() })]) });

async function rowsWritten(): Promise<number> {
  await pool.query('select pg_stat_force_next_flush()');
  const counted = await pool.query(
    'select sum(n_tup_ins + n_tup_upd + n_tup_del) as total from pg_stat_user_tables',
  );
  return total.parse(counted).rows[0].total;
}

async function playFirst({ viewer, kids, eventDayId }: Awaited<ReturnType<typeof ticketHolder>>) {
  const request = { eventDayId, device: 'test', binding: bindTo(browser), country, now: start };
  const opened = await openSession(db, viewer, request);
  if (!opened.ok) throw new Error(opened.reason);
  const headers = new Headers({
    authorization: `Bearer ${opened.session.token}`,
    cookie: `stagedoor-device=${browser}`,
  });
  const body = await challengeFor('clearkey', kids);
  const license = await answerLicense(db, { keySystem: 'clearkey', headers, body }, start);
  expect(license.status).toBe(200);
  return opened.session;
}

async function beatOn(token: string, seconds: number, leaving: boolean): Promise<string> {
  const now = after(seconds);
  const claims = await verifyOutdatedToken(token, now);
  const beat = { watchedSeconds: seconds, stalls: 0, leaving };
  const answer = await keepAlive(db, claims, { beat, country, userAgent: null, now });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.token;
}

/** What the player tells of a minute in which nothing happened, when that is over. */
async function tellMinute(token: string, sessionId: string, index: number): Promise<void> {
  const now = after((index + 1) * 60);
  const minute = Math.floor(start.getTime() / 60_000) + index;
  const isStart = index === 0;
  const weight = weightOfMinute({ sessionId, minute, isStart, isTroubled: false, troubledBefore: 0 });
  if (weight === undefined) return;
  const quiet = { playedMs: 60_000, stalls: 0, stalledMs: 0, droppedFrames: 0, problems: {} };
  const startup = isStart ? { firstFrame: 900 } : undefined;
  const rows: readonly QualityMinute[] = [{ minute, weight, ...quiet, startup }];
  const claims = await verifyOutdatedToken(token, now);
  expect(await recordQoe(db, claims, { sentAt: now.getTime(), rows, userAgent: null, now })).toBe(1);
}

test(`an hour of a viewer costs the database ${MOST_WRITES} rows at most`, async () => {
  const holder = await ticketHolder();
  const before = await rowsWritten();
  const { sessionId, ...session } = await playFirst(holder);
  const first = (await rowsWritten()) - before;
  let token = session.token;
  for (let seconds = BEAT_SECONDS; seconds <= 3600; seconds += BEAT_SECONDS) {
    token = await beatOn(token, seconds, seconds === 3600);
    if (seconds % 60 === 0) await tellMinute(token, sessionId, seconds / 60 - 1);
  }
  const all = (await rowsWritten()) - before;
  process.stdout.write(`rows written per viewer-hour: ${all}, of them ${first} to start\n`);
  expect(first).toBeGreaterThanOrEqual(2);
  expect(all).toBeGreaterThan(first);
  expect(all).toBeLessThanOrEqual(MOST_WRITES);
});
