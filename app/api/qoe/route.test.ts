import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { qoeMinutes } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeViewer } from '@/lib/db/test-rows';
import { bindTo } from '@/lib/http/device-cookie';
import { signSessionToken } from '@/lib/playback/session-token';
import { GET, POST } from './route';

const now = new Date('2026-10-03T12:14:20Z');
const minute = Math.floor(now.getTime() / 60_000);
let database: TestDatabase;
let event: TestEvent;
let viewerId: string;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  event = await writeEvent(database.db, now);
  viewerId = (await writeViewer(database.db)).id;
});
afterAll(() => database.close());

const origin = 'http://localhost:3000';
const browser = 'b'.repeat(32);
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
const row = {
  minute,
  weight: 1,
  playedMs: 20_000,
  stalls: 1,
  stalledMs: 4000,
  droppedFrames: 2,
  problems: { second_engine: 1 },
};

let sessions = 0;
async function newToken(secondsAgo = 0): Promise<{ sessionId: string; token: string }> {
  const sessionId = `pbs_beacon_${(sessions += 1)}`;
  const token = await signSessionToken(
    {
      sessionId,
      eventDayId: event.dayIds[0] ?? '',
      viewerId,
      binding: bindTo(browser),
      until: new Date(now.getTime() + 3_600_000),
      rules: {
        keySystems: [],
        kids: [],
        contentIds: [],
        policy: { licenseSeconds: 300, hdcp: 'none', securityLevel: 'software' },
      },
    },
    new Date(now.getTime() - secondsAgo * 1000),
  );
  return { sessionId, token };
}

const send = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request(`${origin}/api/qoe`, {
      method: 'POST',
      headers: { origin, cookie: `stagedoor-device=${browser}`, 'user-agent': firefox, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
const rowsOf = (sessionId: string) =>
  database.db.select().from(qoeMinutes).where(eq(qoeMinutes.sessionId, sessionId)).orderBy(qoeMinutes.minute);
const codeOf = async (response: Response) => z.object({ code: z.string() }).parse(await response.json()).code;

describe('200', () => {
  test('keeps one row per session and minute, the fullest, under the ids of the token and a browser family', async () => {
    const { sessionId, token } = await newToken();
    const first = { ...row, stalledMs: 1500, startup: { shell: 120, firstFrame: 900 } };
    expect((await send({ token, sentAt: now.getTime(), rows: [first] })).status).toBe(200);
    const later = { ...row, bitrateKbps: 2400, problems: { feed_down: 1 } };
    const answer = await send({
      token,
      sentAt: now.getTime(),
      rows: [{ ...row, minute: minute - 1 }, later],
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const common = {
      sessionId,
      viewerId,
      eventDayId: event.dayIds[0],
      browserFamily: 'firefox',
      weight: 1,
      playedMs: 20_000,
      stalls: 1,
      stalledMs: 4000,
      droppedFrames: 2,
    };
    const time = (of: number) => new Date(of * 60_000);
    expect(await rowsOf(sessionId)).toEqual([
      {
        ...common,
        minute: time(minute - 1),
        bitrateKbps: null,
        startup: null,
        problems: { second_engine: 1 },
      },
      {
        ...common,
        minute: time(minute),
        bitrateKbps: 2400,
        startup: first.startup,
        problems: { second_engine: 1, feed_down: 1 },
      },
    ]);
  });

  test('a clock that is hours off does not matter, minutes too old or to come are left out, numbers are cut off', async () => {
    const { sessionId, token } = await newToken();
    const wrong = 5 * 60;
    const rows = [-20, -15, 0, 3].map((by) => ({
      ...row,
      minute: minute - wrong + by,
      stalledMs: 9e9,
      playedMs: 59_999.6,
    }));
    const sentAt = now.getTime() - wrong * 60_000;
    expect((await send({ token, sentAt, rows })).status).toBe(200);
    const kept = await rowsOf(sessionId);
    expect(kept.map((one) => one.minute.getTime() / 60_000 - minute)).toEqual([-15, 0]);
    expect(kept[0]).toMatchObject({ stalledMs: 90_000, playedMs: 60_000 });
  });

  test('an outdated token of the same day still speaks for its session', async () => {
    const { sessionId, token } = await newToken(20 * 60);
    expect((await send({ token, sentAt: now.getTime(), rows: [row] })).status).toBe(200);
    expect(await rowsOf(sessionId)).toHaveLength(1);
  });
});

describe('400 bad_request', () => {
  test.each([
    ['no rows', { rows: [] }],
    ['more than ten', { rows: Array<unknown>(11).fill(row) }],
    ['a weight of its own', { rows: [{ ...row, weight: 1000 }] }],
    ['a problem that is none', { rows: [{ ...row, problems: { charm: 1 } }] }],
    ['a person', { rows: [{ ...row, email: 'hanako@example.jp' }] }],
    ['another viewer', { viewerId: 'vwr_other' }],
  ])('%s', async (_case, change) => {
    const { sessionId, token } = await newToken();
    const answer = await send({ token, sentAt: now.getTime(), rows: [row], ...change });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
    expect(await rowsOf(sessionId)).toEqual([]);
  });

  test.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'from another site: %o',
    async (headers) => {
      const { token } = await newToken();
      expect((await send({ token, sentAt: now.getTime(), rows: [row] }, headers)).status).toBe(400);
    },
  );
});

describe('401 token_invalid', () => {
  test('a forged token, and a good one in another browser', async () => {
    const { token } = await newToken();
    const beacon = { token, sentAt: now.getTime(), rows: [row] };
    expect(await codeOf(await send({ ...beacon, token: `${token}x` }))).toBe('token_invalid');
    const elsewhere = await send(beacon, { cookie: `stagedoor-device=${'c'.repeat(32)}` });
    expect([elsewhere.status, await codeOf(elsewhere)]).toEqual([401, 'token_invalid']);
  });
});

test('405 for anything but POST', () => {
  expect([GET().status, GET().headers.get('allow')]).toEqual([405, 'POST']);
});

test('413 body_too_large over 8 KB', async () => {
  expect((await send('x'.repeat(8193))).status).toBe(413);
});

test('429 too_many_requests for a session that tells more than a player has to tell', async () => {
  const { token } = await newToken();
  const beacon = { token, sentAt: now.getTime(), rows: [row] };
  for (let count = 0; count < 10; count += 1) await send(beacon);
  const answer = await send(beacon);
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
});
