import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { nextMailTry } from '@/lib/domain/mail-retry';
import type { MailRow } from '@/lib/sales/mail-facts';
import { raiseAlert } from '@/lib/raise-alert';

/** The mail server has it, whoever claimed it meanwhile. What was secret in the row is gone. */
export async function markSent(db: Database, row: MailRow, now: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ sentAt: now, secret: null, lastError: null })
    .where(and(eq(outbox.dedupeKey, row.dedupeKey), isNull(outbox.sentAt)));
}

/** Not sent, and nobody misses it: what it says is not true any more. */
export async function dropMail(db: Database, row: MailRow, now: Date): Promise<void> {
  await giveUp(db, row, { lastError: 'not true any more', now });
}

/** The server will not take it: staff are told. */
export async function refuseMail(
  db: Database,
  row: MailRow,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const [code = 'no code'] = /\b[45]\d\d(?:[ -][45]\.\d+\.\d+)?/.exec(reason) ?? [];
  await giveUpAloud(db, row, { lastError: reason, why: `refused by the mail server (${code})`, now });
}

/** Not sent this time: tried again later, ever more rarely, or given up after a day. */
export async function postponeMail(
  db: Database,
  row: MailRow,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const nextTryAt = nextMailTry({ ...row, now, random: Math.random() });
  if (nextTryAt === undefined) {
    const why = `not sent in ${row.attempts} tries`;
    return giveUpAloud(db, row, { lastError: reason, why, now });
  }
  await db
    .update(outbox)
    .set({ nextTryAt, lastError: inShort(reason) })
    .where(isStillOurs(row));
}

/** Anybody may ask for a code to any address: one that cannot be delivered is nothing for staff. */
async function giveUpAloud(
  db: Database,
  row: MailRow,
  { lastError, why, now }: { lastError: string; why: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const isGivenUp = await giveUp(tx, row, { lastError, now });
    if (!isGivenUp || row.kind === 'sign_in_code') return;
    await raiseAlert(tx, {
      kind: 'mail_given_up',
      about: row.dedupeKey,
      ...(row.orderId === null ? {} : { orderId: row.orderId }),
      detail: `${row.kind}: ${why}`,
      now,
    });
  });
}

async function giveUp(
  db: Database | Transaction,
  row: MailRow,
  { lastError, now }: { lastError: string; now: Date },
): Promise<boolean> {
  const given = await db
    .update(outbox)
    .set({ givenUpAt: now, secret: null, lastError: inShort(lastError) })
    .where(isStillOurs(row))
    .returning({ key: outbox.dedupeKey });
  return given.length > 0;
}

/** A worker whose lease ran out must not undo what the next one did. */
function isStillOurs(row: MailRow) {
  return and(
    eq(outbox.dedupeKey, row.dedupeKey),
    eq(outbox.attempts, row.attempts),
    isNull(outbox.sentAt),
    isNull(outbox.givenUpAt),
  );
}

function inShort(text: string): string {
  return text.slice(0, 300);
}
