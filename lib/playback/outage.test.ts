import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPool } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { keySystems } from '@/lib/domain/key-system';
import { answerLicense } from '@/lib/playback/answer-license';
import { keepAlive } from '@/lib/playback/keep-alive';
import { mediaCookies } from '@/lib/playback/media-cookies';
import { openSession } from '@/lib/playback/open-session';
import { verifyOutdatedToken } from '@/lib/playback/session-token';
import { challengeFor, widevineChallenge, widevineFollowUp } from '@/lib/playback/test-challenge';
import { newChannel, vendorRequestCount } from '@/lib/playback/test-channel';

const now = new Date();
let testDb: TestDatabase;
let awayPool: Pool;
/** A database that nothing answers for. */
const away = () => drizzle(awayPool);

beforeAll(async () => {
  testDb = await createTestDatabase();
  awayPool = openPool('postgres://nobody:nothing@127.0.0.1:1/none', 2);
});
afterAll(async () => {
  await awayPool.end();
  await testDb.close();
});

const opening = { device: 'test', binding: 'browser', country: undefined, now };

/** Someone whose player was opened while the database was there. */
async function letIn() {
  const channel = await newChannel();
  const day = { access: 'open', keySystems, kids: channel.kids, contentIds: [channel.name] } as const;
  const eventDayId = (await writeEvent(testDb.db, now, [day])).dayIds[0] ?? '';
  const opened = await openSession(testDb.db, undefined, { eventDayId, ...opening });
  if (!opened.ok) throw new Error(opened.reason);
  return { ...channel, eventDayId, token: opened.session.token };
}

function headersOf(token: string, more: Record<string, string> = {}): Headers {
  return new Headers({ authorization: `Bearer ${token}`, ...more });
}

test.each(keySystems)(
  'while the database is away, those who were let in get their %s license',
  async (keySystem) => {
    const { token, kids } = await letIn();
    const body = await challengeFor(keySystem, kids);
    const answer = await answerLicense(away(), { keySystem, headers: headersOf(token), body }, now);
    expect(answer.status).toBe(200);
  },
);

test('… and renew it', async () => {
  const { token, kids } = await letIn();
  const first = { keySystem: 'widevine', headers: headersOf(token), body: widevineChallenge({ kids }) };
  const receipt = (await answerLicense(away(), first, now)).headers['stagedoor-license-receipt'] ?? '';
  const headers = headersOf(token, { 'stagedoor-license-receipts': receipt });
  const renewal = { keySystem: 'widevine', headers, body: widevineFollowUp(kids) };
  expect((await answerLicense(away(), renewal, now)).status).toBe(200);
});

test('… but no key of another day, and the vendor is not asked', async () => {
  const [own, other] = [await letIn(), await letIn()];
  const body = await challengeFor('clearkey', other.kids);
  const call = { keySystem: 'clearkey', headers: headersOf(own.token), body };
  const answer = await answerLicense(away(), call, now);
  expect([answer.status, String(answer.body)]).toEqual([403, expect.stringContaining('"unknown_key"')]);
  for (const kid of other.kids) expect(await vendorRequestCount(kid)).toBe(0);
});

test('… and a beat renews the token from the old one, until the day is over', async () => {
  const { token } = await letIn();
  const claims = await verifyOutdatedToken(token, now);
  const beat = { watchedSeconds: 60, stalls: 0, leaving: false };
  const later = new Date(now.getTime() + 9 * 60_000);
  const result = await keepAlive(away(), claims, { beat, country: undefined, userAgent: null, now: later });
  if (!result.ok) throw new Error(result.reason);
  const renewed = await verifyOutdatedToken(result.token, later);
  expect([renewed.until, renewed.rules]).toEqual([claims.until, claims.rules]);
  expect(result.media).toEqual({ resources: [expect.stringMatching(/^https?:.*\/$/)], until: claims.until });
  expect(await mediaCookies(result.media, later)).toHaveLength(4);
  await expect(verifyOutdatedToken(result.token, claims.until)).rejects.toMatchObject({
    code: 'token_expired',
  });
});

test('… but a beat revives no token that had run out: its session may have ended long ago', async () => {
  const { token } = await letIn();
  const claims = await verifyOutdatedToken(token, now);
  const beat = { watchedSeconds: 60, stalls: 0, leaving: false };
  const later = new Date(now.getTime() + 10 * 60_000);
  const beating = keepAlive(away(), claims, { beat, country: undefined, userAgent: null, now: later });
  await expect(beating).rejects.toMatchObject({ code: 'unavailable', status: 503 });
});

test('nobody new is let in meanwhile', async () => {
  const { eventDayId } = await letIn();
  await expect(openSession(away(), undefined, { eventDayId, ...opening })).rejects.toThrow('Failed query');
});

test('a license of open access costs one statement, a read', async () => {
  const { token, kids } = await letIn();
  const query = vi.spyOn(testDb.pool, 'query');
  const body = await challengeFor('clearkey', kids);
  await answerLicense(testDb.db, { keySystem: 'clearkey', headers: headersOf(token), body }, now);
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
});
