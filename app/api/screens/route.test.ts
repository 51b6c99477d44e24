import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { screenLinks } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { bindTo } from '@/lib/http/device-cookie';
import { GET, POST } from './route';

const now = new Date('2026-10-03T12:14:00Z');
let database: TestDatabase;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  database = await createTestDatabase();
});
afterAll(() => database.close());

const origin = 'http://localhost:3000';
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const newBrowser = () => randomUUID().replaceAll('-', '');

interface Ask {
  readonly browser?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const open = ({ browser, headers = {}, body = '{}' }: Ask = {}) =>
  POST(
    new Request(`${origin}/api/screens`, {
      method: 'POST',
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        'user-agent': windows,
        ...(browser === undefined ? {} : { cookie: `stagedoor-device=${browser}` }),
        ...headers,
      },
      body,
    }),
  );
const codeOf = async (response: Response) =>
  z.object({ code: z.string(), ref: z.string().length(6) }).parse(await response.json()).code;

describe('201', () => {
  test('a code for ten minutes, bound to the browser that asked, with what people call it', async () => {
    const browser = newBrowser();
    const answer = await open({ browser });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('set-cookie')]).toEqual([
      201,
      'no-store',
      null,
    ]);
    expect(await answer.json()).toEqual({
      id: expect.stringMatching(/^scr_/),
      code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{8}$/),
      expiresInSeconds: 600,
      pollSeconds: 3,
    });
    const rows = await database.db
      .select()
      .from(screenLinks)
      .where(eq(screenLinks.browser, bindTo(browser)));
    expect(rows).toMatchObject([
      {
        device: 'Windows · Chrome',
        createdAt: now,
        expiresAt: new Date('2026-10-03T12:24:00Z'),
        viewerId: null,
      },
    ]);
  });

  test('names a browser that has no name yet', async () => {
    expect((await open()).headers.get('set-cookie')).toMatch(/^stagedoor-device=[\w-]{32}; /);
  });
});

describe('400 bad_request', () => {
  test.each<Ask>([
    { body: '{' },
    { body: '{"viewer":"vwr_1"}' },
    { headers: { origin: 'https://evil.example' } },
    { headers: { 'sec-fetch-site': 'cross-site' } },
  ])('%o', async (ask) => {
    const answer = await open(ask);
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
  });
});

test('405 for anything but POST', () => {
  expect([GET().status, GET().headers.get('allow')]).toEqual([405, 'POST']);
});

test('413 body_too_large over 256 bytes', async () => {
  const answer = await open({ body: ' '.repeat(257) });
  expect([answer.status, await codeOf(answer)]).toEqual([413, 'body_too_large']);
});

test('429 too_many_requests for a browser that goes round in circles', async () => {
  const browser = newBrowser();
  for (let count = 0; count < 30; count += 1) await open({ browser, body: '{' });
  const answer = await open({ browser });
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
});
