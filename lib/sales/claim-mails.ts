import { and, asc, eq, getTableColumns, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import type { MailRow } from '@/lib/sales/mail-facts';

/** Longer than any mail is under way: after it another worker may try again. */
const LEASE_SECONDS = 120;

interface Claim {
  readonly now: Date;
  readonly most: number;
  /** Only this one, if it is due. */
  readonly onlyKey?: string | undefined;
}

/**
 * Takes mails that are due for this worker alone, in one statement, and counts the attempt. Nobody else gets them
 * before the lease ends. Codes that people wait for go first.
 */
export async function claimMails(db: Database, { now, most, onlyKey }: Claim): Promise<readonly MailRow[]> {
  const due = db.$with('due').as(
    db
      .select({ key: outbox.dedupeKey })
      .from(outbox)
      .where(
        and(
          isNull(outbox.sentAt),
          isNull(outbox.givenUpAt),
          lte(outbox.nextTryAt, now),
          onlyKey === undefined ? undefined : eq(outbox.dedupeKey, onlyKey),
        ),
      )
      .orderBy(sql`${outbox.kind} <> 'sign_in_code'`, asc(outbox.nextTryAt))
      .limit(most)
      .for('update', { skipLocked: true }),
  );
  return db
    .with(due)
    .update(outbox)
    .set({
      nextTryAt: new Date(now.getTime() + LEASE_SECONDS * 1000),
      attempts: sql`${outbox.attempts} + 1`,
    })
    .from(due)
    .where(eq(outbox.dedupeKey, due.key))
    .returning(getTableColumns(outbox));
}
