import { randomInt } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { hashBrowser, hashSignInCode } from '@/lib/auth/sign-in-code-hash';
import type { Database, Transaction } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { signInCodes } from '@/lib/db/schema/viewers';
import { SIGN_IN_CODE_MINUTES } from '@/lib/domain/sign-in-code';
import { normalizeMail } from '@/lib/domain/search-query';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';

const HOUR_MS = 60 * 60 * 1000;
/** With five tries each, a day of guessing at one address finds its code once in ten thousand days. */
const CODES_PER_HOUR = 10;
const CODES_PER_DAY = 20;

export interface CodeRequest {
  readonly email: string;
  /** The random name of the browser that asks (lib/http/sign-in-cookie.ts): the code works in no other. */
  readonly browser: string;
  readonly locale: 'ja' | 'en';
  readonly now: Date;
}

/**
 * Writes a new six-digit code and the mail that brings it, and makes older codes of this browser void. The same work
 * for an address that we know and one that we do not. The answer is the key of the mail in the outbox. Throws Fault
 * `too_many_requests` when the address was sent too many codes lately, from wherever they were asked for.
 */
export async function requestSignInCode(
  db: Database,
  { email: typed, browser, locale, now }: CodeRequest,
): Promise<string> {
  const email = normalizeMail(typed);
  const browserHash = hashBrowser(browser);
  const id = newId('sic');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeHash = await hashSignInCode({ id, code });
  const dedupeKey = `sign_in_code:${id}`;
  await db.transaction(async (tx) => {
    await requireFewCodes(tx, email, now);
    await tx
      .update(signInCodes)
      .set({ expiresAt: now })
      .where(
        and(
          eq(signInCodes.browserHash, browserHash),
          isNull(signInCodes.usedAt),
          gt(signInCodes.expiresAt, now),
        ),
      );
    const expiresAt = new Date(now.getTime() + SIGN_IN_CODE_MINUTES * 60_000);
    await tx.insert(signInCodes).values({ id, email, codeHash, browserHash, createdAt: now, expiresAt });
    await tx.insert(outbox).values({
      dedupeKey,
      kind: 'sign_in_code',
      toAddress: email,
      locale,
      secret: { code },
      createdAt: now,
      nextTryAt: now,
    });
  });
  return dedupeKey;
}

async function requireFewCodes(tx: Transaction, email: string, now: Date): Promise<void> {
  // Requests for one address wait for each other, so that none of them counts too few.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign_in_code:${email}`}, 0))`);
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const dayAgo = new Date(now.getTime() - 24 * HOUR_MS);
  const [sent] = await tx
    .select({
      inDay: sql<number>`count(*)::int`,
      inHour: sql<number>`(count(*) filter (where ${gt(signInCodes.createdAt, hourAgo)}))::int`,
    })
    .from(signInCodes)
    .where(and(eq(signInCodes.email, email), gt(signInCodes.createdAt, dayAgo)));
  if (sent === undefined || (sent.inHour < CODES_PER_HOUR && sent.inDay < CODES_PER_DAY)) return;
  throw new Fault('too_many_requests', 'codes for one address', { retryAfterSeconds: HOUR_MS / 1000 });
}
