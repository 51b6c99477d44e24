import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { outbox } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { GET, POST } from './route';

let testDb: TestDatabase;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: testDb.db, now: new Date() }) }));
beforeAll(async () => {
  testDb = await createTestDatabase();
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  // The first mail of a process takes its time, and the route's patience is for one that is warm.
  await ask({ email: `${randomUUID()}@example.jp`, locale: 'en' });
});
afterAll(() => testDb.close());
beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

const origin = 'http://localhost:3000';
const ask = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request(`${origin}/api/sign-in-code`, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
const mailsTo = (email: string) => testDb.db.select().from(outbox).where(eq(outbox.toAddress, email));
const problemOf = async (response: Response) => {
  const { code } = z.object({ code: z.string(), ref: z.string().length(6) }).parse(await response.json());
  return [response.status, code];
};
let email: string;
beforeEach(() => {
  email = `${randomUUID()}@example.jp`;
});

describe('200', () => {
  test('names the browser in a cookie that no script reads and nobody keeps for long', async () => {
    const answer = await ask({ email: ` ${email.toUpperCase()} `, locale: 'en' });
    expect(await answer.json()).toEqual({ email, resendAfterSeconds: 60 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toMatch(
      /^stagedoor-sign-in=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/,
    );
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({
      kind: 'sign_in_code',
      locale: 'en',
      sentAt: expect.any(Date),
      secret: null,
    });
  });

  test.each(['temporary_failure', 'reject_rcpt', 'drop_connection'])(
    'all the same when the mail server answers with %s',
    async (kind) => {
      await fetch(`${inject('mailUrl')}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ kind, count: 1, to: email }),
      });
      const answer = await ask({ email, locale: 'ja' });
      expect([answer.status, await answer.json()]).toEqual([200, { email, resendAfterSeconds: 60 }]);
      expect(await mailsTo(email)).toMatchObject([{ sentAt: null }]);
    },
  );

  test('keeps the name of a browser that has one, and gives a new one for anything else', async () => {
    const first = (await ask({ email, locale: 'ja' })).headers.get('set-cookie') ?? '';
    const [cookie = ''] = first.split(';');
    expect((await ask({ email, locale: 'ja' }, { cookie })).headers.get('set-cookie')).toBe(first);
    const planted = { cookie: 'stagedoor-sign-in=short' };
    expect((await ask({ email, locale: 'ja' }, planted)).headers.get('set-cookie')).not.toContain('short');
  });
});

describe('400 bad_request', () => {
  test.each([
    ['no address', { locale: 'ja' }],
    ['what is no address', { email: 'hanako', locale: 'ja' }],
    ['two addresses', { email: 'a@example.jp,b@example.jp', locale: 'ja' }],
    ['a header smuggled in', { email: 'a@example.jp\r\nBcc: b@example.jp', locale: 'ja' }],
    ['a language that is not ours', { email: 'a@example.jp', locale: 'xx' }],
    ['a field more', { email: 'a@example.jp', locale: 'ja', code: '000000' }],
    ['no JSON', '{'],
  ])('%s', async (_case, body) => {
    expect(await problemOf(await ask(body))).toEqual([400, 'bad_request']);
  });

  test.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'from another site: %o',
    async (headers) => {
      expect(await problemOf(await ask({ email, locale: 'ja' }, headers))).toEqual([400, 'bad_request']);
      expect(await mailsTo(email)).toEqual([]);
    },
  );
});

test('405 for anything but POST', () => {
  expect(GET().status).toBe(405);
});

test('413 body_too_large over 1 KiB', async () => {
  expect(await problemOf(await ask('x'.repeat(1025)))).toEqual([413, 'body_too_large']);
});

describe('429 too_many_requests', () => {
  test('for one address, whatever its spelling and the browser; another address is free', async () => {
    for (let n = 0; n < 5; n += 1) expect((await ask({ email, locale: 'ja' })).status).toBe(200);
    const refused = await ask({ email: email.toUpperCase(), locale: 'ja' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(refused)).toEqual([429, 'too_many_requests']);
    expect(await mailsTo(email)).toHaveLength(5);
    expect((await ask({ email: `x${email}`, locale: 'ja' })).status).toBe(200);
  });
});
