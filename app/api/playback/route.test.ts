import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '@/lib/auth/viewer';
import { licenseDecisions } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { parseSupportCode } from '@/lib/domain/support-code';
import { answerLicense } from '@/lib/playback/answer-license';
import { challengeFor } from '@/lib/playback/test-challenge';
import { newChannel } from '@/lib/playback/test-channel';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';
import { GET, POST } from './route';

const now = new Date();
let database: TestDatabase;
let signedIn: Viewer | undefined;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<object>()),
  currentViewer: () => Promise.resolve(signedIn),
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  signedIn = undefined;
});

const origin = 'http://localhost:3000';
const newBrowser = () => randomUUID().replaceAll('-', '');

interface Ask {
  readonly body: string;
  readonly browser?: string;
  readonly site?: string;
}

function post({ body, browser = newBrowser(), site = origin }: Ask): Promise<Response> {
  const headers = { origin: site, 'sec-fetch-site': 'same-origin', cookie: `stagedoor-device=${browser}` };
  return POST(new Request(`${origin}/api/playback`, { method: 'POST', headers, body }));
}

const open = (eventDayId: string, browser = newBrowser()) =>
  post({ body: JSON.stringify({ eventDayId }), browser });
const opened = z.object({ token: z.string(), mark: z.string().optional() });
const codeOf = async (response: Response) =>
  z.object({ code: z.string(), ref: z.string().length(6) }).parse(await response.json()).code;

/** A day of its own; on air unless told otherwise. Doors open an hour before the start. */
async function writeShow(access: 'open' | 'ticket', startMinute = -30) {
  const { name, kids } = await newChannel();
  const event = await writeEvent(database.db, now, [{ access, kids, contentIds: [name], startMinute }]);
  return { event, kids, eventDayId: event.dayIds[0] ?? '' };
}

async function holderOf(show: Awaited<ReturnType<typeof writeShow>>): Promise<Viewer> {
  const { db } = database;
  const ticketTypeId = await writeTicketType(db, { event: show.event, now });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event: show.event, ticketTypeIds: [ticketTypeId], now });
  const intent = await beginPayment(db, viewer, { orderId, now });
  await confirmWith(intent);
  await syncPayment(db, intent, { now });
  return viewer;
}

describe('200', () => {
  test('a ticket holder gets a token and a mark, which no cache keeps', async () => {
    const show = await writeShow('ticket');
    signedIn = await holderOf(show);
    const answer = await open(show.eventDayId);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { mark = '' } = opened.parse(await answer.json());
    expect(parseSupportCode(mark)).toBe(mark);
  });

  test('anyone on a day of open access, without a mark; a browser without a name is given one', async () => {
    const { eventDayId } = await writeShow('open');
    const answer = await open(eventDayId, '');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^stagedoor-device=[\w-]{32}; .*HttpOnly; SameSite=Lax/);
    expect(opened.parse(await answer.json()).mark).toBeUndefined();
  });

  test('in the lobby, where licenses wait for doors: refused as often as asked, on record once', async () => {
    const show = await writeShow('ticket', 60 + 39);
    signedIn = await holderOf(show);
    const browser = newBrowser();
    const answer = await open(show.eventDayId, browser);
    expect(answer.status).toBe(200);
    const headers = new Headers({
      authorization: `Bearer ${opened.parse(await answer.json()).token}`,
      cookie: `stagedoor-device=${browser}`,
    });
    const body = await challengeFor('clearkey', show.kids);
    for (let time = 0; time < 3; time += 1) {
      const license = await answerLicense(database.db, { keySystem: 'clearkey', headers, body }, now);
      expect([license.status, license.body]).toEqual([403, expect.stringContaining('"too_early"')]);
    }
    const onRecord = eq(licenseDecisions.eventDayId, show.eventDayId);
    expect(await database.db.select().from(licenseDecisions).where(onRecord)).toMatchObject([
      { outcome: 'too_early', count: 3 },
    ]);
  });
});

describe('400 bad_request', () => {
  test.each<Ask>([
    { body: '{' },
    { body: '{}' },
    { body: '{"eventDayId":"day_x","viewerId":"vwr_x"}' },
    { body: '{"eventDayId":"day_x"}', site: 'https://evil.example' },
  ])('%o', async (ask) => {
    const answer = await post(ask);
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
  });
});

test('401 not_signed_in where a ticket is needed', async () => {
  const answer = await open((await writeShow('ticket')).eventDayId);
  expect([answer.status, await codeOf(answer)]).toEqual([401, 'not_signed_in']);
});

describe('403', () => {
  test('not_entitled without a ticket, in the lobby too', async () => {
    signedIn = await writeViewer(database.db);
    for (const startMinute of [-30, 60 + 39]) {
      const answer = await open((await writeShow('ticket', startMinute)).eventDayId);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'not_entitled']);
    }
  });

  test('too_early before the lobby', async () => {
    const show = await writeShow('ticket', 60 + 41);
    signedIn = await holderOf(show);
    const answer = await open(show.eventDayId);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'too_early']);
  });

  test('take_over_cooldown with the time to wait; the screen that plays may go on opening', async () => {
    const show = await writeShow('ticket');
    signedIn = await holderOf(show);
    const playing = newBrowser();
    for (const browser of [newBrowser(), newBrowser(), newBrowser(), playing]) {
      expect((await open(show.eventDayId, browser)).status).toBe(200);
    }
    const answer = await open(show.eventDayId);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([403, '60']);
    expect(await codeOf(answer)).toBe('take_over_cooldown');
    expect((await open(show.eventDayId, playing)).status).toBe(200);
  });
});

test('404 not_found for an unknown day', async () => {
  const answer = await open('day_none');
  expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
});

test('405 for anything but POST', () => {
  expect([GET().status, GET().headers.get('allow')]).toEqual([405, 'POST']);
});

test('413 body_too_large over 4 KiB', async () => {
  const answer = await post({ body: ' '.repeat(4097) });
  expect([answer.status, await codeOf(answer)]).toEqual([413, 'body_too_large']);
});

test('429 too_many_requests for a viewer who goes round in circles', async () => {
  signedIn = await writeViewer(database.db);
  for (let count = 0; count < 30; count += 1) await open('day_none');
  const answer = await open('day_none');
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
});
