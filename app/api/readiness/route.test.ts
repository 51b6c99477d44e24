import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '@/lib/auth/viewer';
import { readinessPasses } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeViewer } from '@/lib/db/test-rows';
import { bindTo } from '@/lib/http/device-cookie';
import { findLastReadiness, listReadiness } from '@/lib/playback/list-readiness';
import { GET, POST } from './route';

const now = new Date('2026-10-03T12:14:00Z');
let database: TestDatabase;
let signedIn: Viewer | undefined;
let event: TestEvent;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<object>()),
  currentViewer: () => Promise.resolve(signedIn),
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  event = await writeEvent(database.db, now);
});
afterAll(() => database.close());
beforeEach(() => {
  signedIn = undefined;
});

const origin = 'http://localhost:3000';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
const newBrowser = () => randomUUID().replaceAll('-', '');
const good = () => ({ event: event.slug, code: '222222', checks: { secure: 'passed', picture: 'passed' } });

interface Ask {
  readonly browser?: string;
  readonly headers?: Record<string, string>;
}

const save = (body: unknown, { browser, headers = {} }: Ask = {}) =>
  POST(
    new Request(`${origin}/api/readiness`, {
      method: 'POST',
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        'user-agent': iPhone,
        ...(browser === undefined ? {} : { cookie: `stagedoor-device=${browser}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
const rowsOf = (browser: string) =>
  database.db
    .select()
    .from(readinessPasses)
    .where(eq(readinessPasses.browser, bindTo(browser)));
const codeOf = async (response: Response) =>
  z.object({ code: z.string(), ref: z.string().length(6) }).parse(await response.json()).code;

describe('200', () => {
  test('keeps one row per browser and event, the newest, with nothing in it about a person', async () => {
    const browser = newBrowser();
    await save({ ...good(), checks: { secure: 'failed' } }, { browser });
    const answer = await save({ ...good(), checks: { secure: 'passed', clock: 'warned' } }, { browser });
    expect([answer.status, await answer.json()]).toEqual([200, { verdict: 'limited' }]);
    expect([answer.headers.get('cache-control'), answer.headers.get('set-cookie')]).toEqual([
      'no-store',
      null,
    ]);
    expect(await rowsOf(browser)).toEqual([
      {
        id: expect.stringMatching(/^rdy_/),
        code: '222222',
        browser: bindTo(browser),
        eventId: event.eventId,
        viewerId: null,
        device: 'iPhone · Safari',
        verdict: 'limited',
        checks: { secure: 'passed', clock: 'warned' },
        checkedAt: now,
      },
    ]);
  });

  test('names a browser that has no name yet, in a cookie that scripts cannot read', async () => {
    const answer = await save(good());
    expect(answer.headers.get('set-cookie')).toMatch(/^stagedoor-device=[\w-]{32}; .*HttpOnly; SameSite=Lax/);
  });

  test('is the viewer’s in every browser when signed in, and this browser’s when signing in comes later', async () => {
    const { db } = database;
    const [mine, other] = [newBrowser(), newBrowser()];
    const viewer = await writeViewer(db);
    await save(good(), { browser: mine });
    signedIn = viewer;
    await save(good(), { browser: other });
    signedIn = undefined;
    await save(good(), { browser: other });
    const passes = async (who: Viewer, browser: string | undefined) =>
      (await listReadiness(db, who, { browser })).get(event.slug)?.length;
    expect(await passes(viewer, bindTo(mine))).toBe(2);
    expect(await passes(viewer, undefined)).toBe(1);
    expect(await passes(await writeViewer(db), undefined)).toBeUndefined();
    const last = await findLastReadiness(db, { browser: bindTo(mine), slug: event.slug });
    expect(last).toMatchObject({ code: '222222', verdict: 'ready', checkedAt: now });
    expect(await findLastReadiness(db, { browser: undefined, slug: event.slug })).toBeUndefined();
  });
});

describe('400 bad_request', () => {
  test.each([
    ['no check', { checks: {} }],
    ['a check that is none', { checks: { charm: 'passed' } }],
    ['a result that is none', { checks: { secure: 'maybe' } }],
    ['a code with a wrong check character', { code: '222223' }],
    ['a verdict of its own', { verdict: 'ready' }],
    ['an address', { email: 'hanako@example.jp' }],
    ['an event that cannot be one', { event: '../x' }],
  ])('%s', async (_case, change) => {
    const answer = await save({ ...good(), ...change });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
  });

  test.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'from another site: %o',
    async (headers) => {
      const browser = newBrowser();
      expect((await save(good(), { browser, headers })).status).toBe(400);
      expect(await rowsOf(browser)).toEqual([]);
    },
  );
});

test('404 not_found for an event that is not there', async () => {
  const answer = await save({ ...good(), event: 'nowhere' });
  expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
});

test('405 for anything but POST', () => {
  expect([GET().status, GET().headers.get('allow')]).toEqual([405, 'POST']);
});

test('413 body_too_large over 2 KB', async () => {
  const answer = await save('x'.repeat(2049));
  expect([answer.status, await codeOf(answer)]).toEqual([413, 'body_too_large']);
});

test('429 too_many_requests for a browser that goes round in circles', async () => {
  const browser = newBrowser();
  for (let count = 0; count < 30; count += 1) await save('{', { browser });
  const answer = await save(good(), { browser });
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
});
