import { createHmac, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { consumeSignInCode } from '@/lib/auth/consume-sign-in-code';
import { findPendingSignInCode } from '@/lib/auth/pending-sign-in-code';
import { rememberViewer } from '@/lib/auth/remember-viewer';
import { requestSignInCode } from '@/lib/auth/request-sign-in-code';
import { outbox } from '@/lib/db/schema/operations';
import { signInCodes } from '@/lib/db/schema/viewers';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { newSignInBrowser } from '@/lib/http/sign-in-cookie';

const now = new Date('2026-11-22T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
afterEach(() => vi.unstubAllEnvs());

/** A reader at a browser, with the code that lies in the mailbox. */
let email: string;
let browser: string;
let code: string;
beforeEach(async () => {
  email = `${randomUUID()}@example.jp`;
  browser = newSignInBrowser();
  code = await ask();
});

async function ask(at = now): Promise<string> {
  const key = await requestSignInCode(testDb.db, { email, browser, locale: 'ja', now: at });
  const [mail] = await testDb.db.select().from(outbox).where(eq(outbox.dedupeKey, key));
  return mail?.secret?.code ?? '';
}
const type = (typed: string, changed: { email?: string; browser?: string; now?: Date } = {}) =>
  consumeSignInCode(testDb.db, { email, browser, now, code: typed, ...changed });
const other = (right: string, step = 1) => String((Number(right) + step) % 1_000_000).padStart(6, '0');
const rowsOf = (address: string) =>
  testDb.db.select().from(signInCodes).where(eq(signInCodes.email, address)).orderBy(signInCodes.createdAt);
const expired = { ok: false, reason: 'code_expired' };

describe('the right code', () => {
  test('proves the address, however it is spelled', async () => {
    expect(await type(code, { email: ` ${email.toUpperCase()}` })).toEqual({ ok: true, email });
  });

  test('opens once', async () => {
    await type(code);
    expect(await type(code)).toEqual(expired);
  });

  test('typed twice at the same moment opens once', async () => {
    const outcomes = await Promise.all([type(code), type(code), type(code)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each([
    [9.9, true],
    [10, false],
  ])('after %d minutes opens: %s', async (minutes, isProof) => {
    expect((await type(code, { now: later(minutes) })).ok).toBe(isProof);
  });

  test('opens nothing in another browser, for another address, or once a newer one was asked for', async () => {
    expect(await type(code, { browser: newSignInBrowser() })).toEqual(expired);
    expect(await type(code, { email: 'hanako@example.jp' })).toEqual(expired);
    const newer = await ask(later(1));
    if (newer !== code) expect((await type(code, { now: later(1) })).ok).toBe(false);
    expect((await type(newer, { now: later(1) })).ok).toBe(true);
  });

  test('is void once the browser asked for another address', async () => {
    const first = email;
    email = `${randomUUID()}@example.jp`;
    await ask();
    expect(await type(code, { email: first })).toEqual(expired);
  });

  test('opens while the secret it was made with is accepted, and no longer', async () => {
    const current = process.env.NEXTAUTH_SECRET ?? '';
    vi.stubEnv('NEXTAUTH_SECRET', 'a-newer-secret-of-more-than-32-bytes');
    expect(await type(code)).toEqual({ ok: false, reason: 'wrong_code', triesLeft: 4 });
    vi.stubEnv('NEXTAUTH_SECRET', `a-newer-secret-of-more-than-32-bytes,${current}`);
    expect((await type(code)).ok).toBe(true);
  });
});

describe('guessing', () => {
  test('ends after five tries, the right code then included', async () => {
    for (const triesLeft of [4, 3, 2, 1])
      expect(await type(other(code))).toEqual({ ok: false, reason: 'wrong_code', triesLeft });
    expect(await type(other(code))).toEqual({ ok: false, reason: 'too_many_tries' });
    expect(await type(code)).toEqual({ ok: false, reason: 'too_many_tries' });
  });

  test('twenty at once are five as well', async () => {
    const guesses = Array.from({ length: 20 }, (_, step) => type(other(code, step + 1)));
    const reasons = (await Promise.all(guesses)).map((outcome) => (outcome.ok ? 'proof' : outcome.reason));
    expect(reasons.filter((reason) => reason === 'wrong_code')).toHaveLength(4);
    expect((await rowsOf(email))[0]?.attempts).toBe(5);
    expect(await type(code)).toEqual({ ok: false, reason: 'too_many_tries' });
  });

  test('gets ten codes an hour and twenty a day for one address, from any number of browsers at once', async () => {
    const askFromElsewhere = (at: Date) =>
      requestSignInCode(testDb.db, { email, browser: newSignInBrowser(), locale: 'en', now: at });
    const burst = async (at: Date) => {
      const outcomes = await Promise.allSettled(Array.from({ length: 15 }, () => askFromElsewhere(at)));
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await burst(later(1))).toBe(9);
    await expect(askFromElsewhere(later(1))).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(await burst(later(62))).toBe(10);
    expect(await burst(later(124))).toBe(0);
    expect(await burst(later(24 * 60 + 0.5))).toBe(1);
  });
});

describe('what is kept', () => {
  test('of the code is a keyed hash, of the browser a hash; the mail waits beside them in the outbox', async () => {
    const [row] = await rowsOf(email);
    expect(JSON.stringify(row)).not.toContain(code);
    expect(JSON.stringify(row)).not.toContain(browser);
    const key = process.env.NEXTAUTH_SECRET ?? '';
    expect(row?.codeHash).toBe(
      createHmac('sha256', key).update(`sign-in-code\0${row?.id}\0${code}`).digest('hex'),
    );
    const [mail] = await testDb.db
      .select()
      .from(outbox)
      .where(eq(outbox.dedupeKey, `sign_in_code:${row?.id}`));
    expect(mail).toMatchObject({ kind: 'sign_in_code', toAddress: email, locale: 'ja', secret: { code } });
  });

  test('is the same for an address that we know and one that we do not', async () => {
    const known = await writeViewer(testDb.db);
    const stranger = `${randomUUID()}@example.jp`;
    const statements: string[] = [];
    const db = drizzle(testDb.pool, { logger: { logQuery: (text) => statements.push(text) } });
    const traces = [];
    for (email of [known.email, stranger]) {
      statements.length = 0;
      const answer = await requestSignInCode(db, { email, browser, locale: 'ja', now });
      const [row, ...more] = await rowsOf(email);
      const mails = await testDb.db.select().from(outbox).where(eq(outbox.toAddress, email));
      const columns = [row ?? {}, mails[0] ?? {}].map((kept) =>
        Object.entries(kept).map(([name, value]) => `${name}:${value === null ? 'null' : typeof value}`),
      );
      traces.push({ answer: answer.length, more, mails: mails.length, columns, statements: [...statements] });
    }
    expect(traces[0]).toEqual(traces[1]);
    expect(statements).not.toEqual([]);
    const viewers = await testDb.db.execute(sql`select 1 from viewers where email = ${stranger}`);
    expect(viewers.rows).toEqual([]);
  });
});

test('the address that a code proves is the viewer who bought under another login', async () => {
  const bought = await rememberViewer(testDb.db, {
    provider: 'oidc',
    subject: randomUUID(),
    email,
    name: 'Hanako',
  });
  const proof = await type(code);
  if (!proof.ok) throw new Error('not proven');
  const identity = { provider: 'mail', subject: proof.email, email: proof.email, name: undefined };
  expect(await rememberViewer(testDb.db, identity)).toEqual(bought);
});

describe('after a reload the page goes on', () => {
  const pending = (at = now, of = browser) => findPendingSignInCode(testDb.db, { browser: of, now: at });

  test('with the address and the rest of the wait, in this browser only', async () => {
    expect(await pending(later(0.5))).toEqual({ email, resendAfterSeconds: 30 });
    expect(await pending(later(5))).toEqual({ email, resendAfterSeconds: 0 });
    expect(await pending(now, newSignInBrowser())).toBeUndefined();
  });

  test('anew when the code is old, used or spent', async () => {
    expect(await pending(later(10))).toBeUndefined();
    for (let guess = 0; guess < 5; guess += 1) await type(other(code));
    expect(await pending()).toBeUndefined();
    const newer = await ask();
    expect(await pending()).toMatchObject({ email });
    await type(newer);
    expect(await pending()).toBeUndefined();
  });
});
