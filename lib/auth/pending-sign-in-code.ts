import { and, desc, eq } from 'drizzle-orm';
import { hashBrowser } from '@/lib/auth/sign-in-code-hash';
import type { Database } from '@/lib/db/client';
import { signInCodes } from '@/lib/db/schema/viewers';
import { RESEND_AFTER_SECONDS, SIGN_IN_CODE_TRIES } from '@/lib/domain/sign-in-code';

/** A code on its way to this browser's reader. */
export interface PendingSignInCode {
  readonly email: string;
  readonly resendAfterSeconds: number;
}

/** The code that this browser asked for and can still use: what the page goes on with after a reload. */
export async function findPendingSignInCode(
  db: Database,
  { browser, now }: { readonly browser: string; readonly now: Date },
): Promise<PendingSignInCode | undefined> {
  const newest = await newestSignInCode(db, { browserHash: hashBrowser(browser) });
  if (newest === undefined || newest.usedAt !== null) return undefined;
  if (newest.expiresAt <= now || newest.attempts >= SIGN_IN_CODE_TRIES) return undefined;
  const sentSecondsAgo = Math.floor((now.getTime() - newest.createdAt.getTime()) / 1000);
  return { email: newest.email, resendAfterSeconds: Math.max(0, RESEND_AFTER_SECONDS - sentSecondsAgo) };
}

/** The last code of a browser, of that address only where one is given. */
export async function newestSignInCode(
  db: Database,
  { browserHash, email }: { readonly browserHash: string; readonly email?: string },
) {
  const [row] = await db
    .select()
    .from(signInCodes)
    .where(
      and(
        eq(signInCodes.browserHash, browserHash),
        email === undefined ? undefined : eq(signInCodes.email, email),
      ),
    )
    .orderBy(desc(signInCodes.createdAt), desc(signInCodes.expiresAt))
    .limit(1);
  return row;
}
