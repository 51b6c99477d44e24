import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { hashBrowser, isSignInCode } from '@/lib/auth/sign-in-code-hash';
import { newestSignInCode } from '@/lib/auth/pending-sign-in-code';
import type { Database } from '@/lib/db/client';
import { signInCodes } from '@/lib/db/schema/viewers';
import { normalizeMail } from '@/lib/domain/search-query';
import { SIGN_IN_CODE_TRIES, type SignInCodeRefusal } from '@/lib/domain/sign-in-code';

interface TypedCode {
  readonly email: string;
  /** Six digits. */
  readonly code: string;
  readonly browser: string;
  readonly now: Date;
}

export type CodeOutcome =
  { readonly ok: true; readonly email: string } | ({ readonly ok: false } & SignInCodeRefusal);

/**
 * Proves an address by the code that was mailed to it: once, within ten minutes, with five tries, in the browser that
 * asked. A try is counted before the code is looked at, so that guesses at once are not more than five either, and of
 * two right tries at once one is proof.
 */
export async function consumeSignInCode(
  db: Database,
  { email: typed, code, browser, now }: TypedCode,
): Promise<CodeOutcome> {
  const email = normalizeMail(typed);
  const newest = await newestSignInCode(db, { browserHash: hashBrowser(browser), email });
  if (newest === undefined) return { ok: false, reason: 'code_expired' };
  const isOpen = and(
    eq(signInCodes.id, newest.id),
    isNull(signInCodes.usedAt),
    gt(signInCodes.expiresAt, now),
  );
  const [tried] = await db
    .update(signInCodes)
    .set({ attempts: sql`${signInCodes.attempts} + 1` })
    .where(and(isOpen, lt(signInCodes.attempts, SIGN_IN_CODE_TRIES)))
    .returning({ attempts: signInCodes.attempts });
  if (tried === undefined) {
    const isSpent = newest.usedAt === null && newest.expiresAt > now;
    return { ok: false, reason: isSpent ? 'too_many_tries' : 'code_expired' };
  }
  if (!(await isSignInCode({ id: newest.id, code }, newest.codeHash))) {
    const triesLeft = SIGN_IN_CODE_TRIES - tried.attempts;
    return triesLeft > 0
      ? { ok: false, reason: 'wrong_code', triesLeft }
      : { ok: false, reason: 'too_many_tries' };
  }
  const won = await db
    .update(signInCodes)
    .set({ usedAt: now })
    .where(isOpen)
    .returning({ email: signInCodes.email });
  return won[0] === undefined ? { ok: false, reason: 'code_expired' } : { ok: true, email: won[0].email };
}
