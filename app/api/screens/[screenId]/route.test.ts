import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { POST as openPlayback } from '@/app/api/playback/route';
import type { Viewer } from '@/lib/auth/viewer';
import { playbackSessions } from '@/lib/db/schema/playback';
import { entitlements } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { bindTo } from '@/lib/http/device-cookie';
import { confirmScreenLink } from '@/lib/playback/confirm-screen-link';
import { openScreenLink } from '@/lib/playback/open-screen-link';
import { paidSale, type PaidSale } from '@/lib/sales/test-order';
import { GET, POST } from './route';

const DAY_MS = 24 * 60 * 60_000;
const soldAt = new Date(Math.floor(Date.now() / 1000) * 1000);
/** The first day of a test sale starts five days later. */
const now = new Date(soldAt.getTime() + 5 * DAY_MS);
let database: TestDatabase;
let sale: PaidSale;
let signedIn: Viewer | undefined;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<object>()),
  currentViewer: () => Promise.resolve(signedIn),
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  database = await createTestDatabase();
  sale = await paidSale(database.db, { now: soldAt, prices: [2500, 2500] });
});
afterAll(() => database.close());
beforeEach(() => {
  signedIn = undefined;
});

const origin = 'http://localhost:3000';
const newBrowser = () => randomUUID().replaceAll('-', '');
const post = (path: string, { cookie, body = '{}' }: { cookie: string; body?: string }) =>
  new Request(origin + path, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin', cookie },
    body,
  });
const ask = (screenId: string, browser: string, { body = '{}', site = origin } = {}) => {
  const request = post(`/api/screens/${screenId}`, { cookie: `stagedoor-device=${browser}`, body });
  request.headers.set('origin', site);
  return POST(request, { params: Promise.resolve({ screenId }) });
};
const play = (cookie: string, eventDayId = sale.event.dayIds[0] ?? '') =>
  openPlayback(post('/api/playback', { cookie, body: JSON.stringify({ eventDayId }) }));
const codeOf = async (response: Response) =>
  z.object({ code: z.string(), ref: z.string().length(6) }).parse(await response.json()).code;

async function waitingScreen() {
  const browser = newBrowser();
  const screen = { browser: bindTo(browser), device: 'Windows · Chrome', now };
  return { ...(await openScreenLink(database.db, screen)), browser };
}

/** The cookies of a screen that was confirmed by `viewer` for the first day of a sale. */
async function confirmedScreen({ viewer, event } = sale) {
  const screen = await waitingScreen();
  const [eventDayId = ''] = event.dayIds;
  await confirmScreenLink(database.db, viewer, { typed: screen.code, eventDayId, now });
  const answer = await ask(screen.id, screen.browser);
  const [pass = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return { screen, answer, pass, cookie: `stagedoor-device=${screen.browser}; ${pass}` };
}

describe('200', () => {
  test('waiting until a viewer has confirmed the code, then ready with the pass, then nothing more', async () => {
    const waiting = await waitingScreen();
    const first = await ask(waiting.id, waiting.browser);
    expect([first.status, await first.json(), first.headers.get('set-cookie')]).toEqual([
      200,
      { status: 'waiting' },
      null,
    ]);
    const { screen, answer } = await confirmedScreen();
    expect(await answer.json()).toEqual({ status: 'ready', slug: sale.event.slug, day: 1 });
    expect(answer.headers.get('set-cookie')).toMatch(/^stagedoor-screen=.*; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const second = await ask(screen.id, screen.browser);
    expect([await second.json(), second.headers.get('set-cookie')]).toEqual([{ status: 'expired' }, null]);
  });
});

describe('what the pass opens', () => {
  test('the player of its day without a sign-in, as the viewer’s own session', async () => {
    const { cookie } = await confirmedScreen();
    const answer = await play(cookie);
    expect(answer.status).toBe(200);
    const { sessionId } = z.object({ sessionId: z.string() }).parse(await answer.json());
    const [session] = await database.db
      .select()
      .from(playbackSessions)
      .where(eq(playbackSessions.id, sessionId));
    expect(session).toMatchObject({ viewerId: sale.viewer.id, closedAt: null });
  });

  test('no other day, no other browser, and nothing once the ticket is paid back', async () => {
    const { pass, cookie } = await confirmedScreen();
    expect((await play(cookie, sale.event.dayIds[1])).status).toBe(401);
    expect((await play(`stagedoor-device=${newBrowser()}; ${pass}`)).status).toBe(401);
    expect((await play(pass)).status).toBe(401);
    const refunded = await paidSale(database.db, { now: soldAt });
    const screen = await confirmedScreen(refunded);
    const [day] = refunded.event.dayIds;
    expect((await play(screen.cookie, day)).status).toBe(200);
    await database.db
      .update(entitlements)
      .set({ state: 'revoked' })
      .where(eq(entitlements.viewerId, refunded.viewer.id));
    const answer = await play(screen.cookie, day);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'entitlement_revoked']);
  });

  test('nothing for who is signed in on the screen: that viewer’s own tickets count', async () => {
    const { cookie } = await confirmedScreen();
    signedIn = await writeViewer(database.db);
    const answer = await play(cookie);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'not_entitled']);
  });
});

describe('400 bad_request', () => {
  test.each([{ body: '{' }, { body: '{"code":"ABCD2345"}' }, { site: 'https://evil.example' }])(
    '%o',
    async (wrong) => {
      const { id, browser } = await waitingScreen();
      const answer = await ask(id, browser, wrong);
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
    },
  );
});

test('404 not_found: an unknown id, one that cannot be one, and another browser’s look the same', async () => {
  const { id, browser } = await waitingScreen();
  for (const [screenId, whose] of [
    ['scr_none', browser],
    ['../x', browser],
    [id, newBrowser()],
    [id, ''],
  ] as const) {
    const answer = await ask(screenId, whose);
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
  }
});

test('405 for anything but POST', () => {
  expect([GET().status, GET().headers.get('allow')]).toEqual([405, 'POST']);
});

test('413 body_too_large over 256 bytes', async () => {
  const { id, browser } = await waitingScreen();
  expect((await ask(id, browser, { body: ' '.repeat(257) })).status).toBe(413);
});

test('429 too_many_requests for a screen that asks more than once a second', async () => {
  const { id, browser } = await waitingScreen();
  for (let count = 0; count < 60; count += 1) await ask(id, browser);
  const answer = await ask(id, browser);
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
});
