import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mailCodeProvider } from '@/lib/auth/mail-code-provider';
import { authOptions } from '@/lib/auth/next-auth';
import { requestSignInCode } from '@/lib/auth/request-sign-in-code';
import { openPool } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { newSignInBrowser } from '@/lib/http/sign-in-cookie';
import { drizzle } from 'drizzle-orm/node-postgres';

const now = new Date('2026-11-22T12:00:00Z');
let testDb: TestDatabase;
let db: TestDatabase['db'];
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db, now }) }));
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

let email: string;
let browser: string;
let code: string;
beforeEach(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  db = testDb.db;
  email = `${randomUUID()}@example.jp`;
  browser = newSignInBrowser();
  const key = await requestSignInCode(db, { email, browser, locale: 'ja', now });
  const [mail] = await db.select().from(outbox).where(eq(outbox.dedupeKey, key));
  code = mail?.secret?.code ?? '';
});

/** As next-auth calls it: the fields of the form, and the request's headers. */
async function authorize(typed: Record<string, string>, cookie = `a=b; stagedoor-sign-in=${browser}`) {
  return mailCodeProvider().authorize(typed, { headers: { cookie }, body: {}, query: {}, method: 'POST' });
}

describe('the form', () => {
  test('with the right code is the viewer of that address, whatever the login that made it', async () => {
    const viewer = await writeViewer(db, email);
    expect(await authorize({ email, code: ` ${code} ` })).toEqual({ id: viewer.id, email });
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a wrong code',
      () => authorize({ email, code: code === '000000' ? '1'.repeat(6) : '000000' }),
      /^wrong_code\.4$/,
    ],
    ['no cookie', () => authorize({ email, code }, ''), /^code_expired$/],
    ['no digits', () => authorize({ email, code: 'abc' }), /^bad_request\.\w{6}$/],
    ['no fields', () => authorize({}), /^bad_request\.\w{6}$/],
  ])('with %s is refused in one closed word', async (_case, attempt, word) => {
    await expect(attempt()).rejects.toThrow(word);
  });

  test('is refused after ten tries in one browser', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      await authorize({ email, code: 'none' }).catch(() => undefined);
    await expect(authorize({ email, code })).rejects.toThrow(/^too_many_requests\.\w{6}$/);
  });

  test('shows nothing of a failure inside', async () => {
    const closed = openPool(testDb.url, 1);
    await closed.end();
    db = drizzle(closed);
    await expect(authorize({ email, code })).rejects.toThrow(/^(internal|unavailable)\.\w{6}$/);
  });
});

test('the session of a mailed code has no powers, even for an address on the staff list', async () => {
  const { callbacks } = await authOptions();
  const user = { id: 'vwr_staff', email: 'staff@example.jp' };
  const account = { provider: 'mail-code', type: 'credentials', providerAccountId: user.id } as const;
  expect(await callbacks?.signIn?.({ user, account })).toBe(true);
  const token = await callbacks?.jwt?.({ token: { email: user.email }, user, account });
  expect(token).toMatchObject({
    viewerId: user.id,
    email: user.email,
    staff: false,
    groups: [],
    provider: 'mail-code',
  });
});

test('a provider’s login still needs a verified address', async () => {
  const { callbacks } = await authOptions();
  const account = { provider: 'oidc', type: 'oauth', providerAccountId: 'x' } as const;
  const profile = { sub: 'x', email: 'hanako@example.jp', email_verified: false };
  expect(await callbacks?.signIn?.({ user: { id: 'x' }, account, profile })).not.toBe(true);
});
