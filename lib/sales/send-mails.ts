import type { Database } from '@/lib/db/client';
import { describeError, log } from '@/lib/log';
import type { MailFacts } from '@/lib/mail/mail-facts';
import { mailSite } from '@/lib/mail/mail-site';
import { renderMail } from '@/lib/mail/render-mail';
import { sendMail } from '@/lib/mail/send-mail';
import { MAIL_LANES, type MailTransport, openTransport } from '@/lib/mail/transport';
import { claimMails } from '@/lib/sales/claim-mails';
import { gatherMailFacts, type MailRow } from '@/lib/sales/mail-facts';
import { dropMail, markSent, postponeMail, refuseMail } from '@/lib/sales/mail-outcome';

/** After this the rest waits for the next tick. */
const RUN_SECONDS = 20;

interface Run {
  readonly db: Database;
  readonly transport: MailTransport;
  /** The run's own time: it goes on from the tick's `now`, so that a lease never starts in the past. */
  readonly time: () => Date;
}

/**
 * Sends the mails that are due. Each is handed over once; only a process that dies between the mail server's answer
 * and our note of it leaves a mail that is sent again, with the same `Message-ID`. Safe in parallel. `onlyKey` sends
 * that one alone, for somebody who waits for it. Returns how many were sent.
 */
export async function sendMails(
  db: Database,
  now: Date,
  { onlyKey }: { readonly onlyKey?: string } = {},
): Promise<number> {
  const began = performance.now();
  const run: Run = {
    db,
    transport: await openTransport(),
    time: () => new Date(now.getTime() + performance.now() - began),
  };
  let sent = 0;
  try {
    while (performance.now() - began < RUN_SECONDS * 1000) {
      const rows = await claimMails(db, { now: run.time(), most: MAIL_LANES, onlyKey });
      const outcomes = await deliverAll(run, rows);
      sent += outcomes.filter((outcome) => outcome === 'sent').length;
      // A server that takes nothing is left alone until the next tick.
      if (outcomes.every((outcome) => outcome === 'postponed')) break;
    }
    return sent;
  } finally {
    run.transport.close();
  }
}

type Outcome = 'sent' | 'refused' | 'dropped' | 'postponed';

/** All of them come to an end before the first failure is thrown, which is the database's. */
async function deliverAll(run: Run, rows: readonly MailRow[]): Promise<readonly Outcome[]> {
  const settled = await Promise.allSettled(rows.map((row) => deliver(run, row)));
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

async function deliver(run: Run, row: MailRow): Promise<Outcome> {
  const { db, time } = run;
  try {
    return await attempt(run, row);
  } catch (error) {
    const reason = describeError(error);
    const { kind, orderId, attempts } = row;
    log.warn('mail.not_sent', { kind, orderId, attempts, cause: reason });
    await postponeMail(db, row, { reason, now: time() });
    return 'postponed';
  }
}

async function attempt({ db, transport, time }: Run, row: MailRow): Promise<Outcome> {
  const facts = await gatherMailFacts(db, row, time());
  if (facts === undefined) {
    await dropMail(db, row, time());
    return 'dropped';
  }
  const rendered = await renderMail(facts, mailSite());
  const delivery = await sendMail(transport, {
    ...rendered,
    key: row.dedupeKey,
    to: row.toAddress,
    replyTo: replyToOf(facts),
  });
  if (delivery.ok) await markSent(db, row, time());
  else await refuseMail(db, row, { reason: delivery.reason, now: time() });
  return delivery.ok ? 'sent' : 'refused';
}

/** The organizer's address; nobody answers a mail with a code. */
function replyToOf(facts: MailFacts): string | undefined {
  if (facts.kind === 'sign_in_code') return undefined;
  return 'event' in facts ? facts.event.contactEmail : facts.order.event.contactEmail;
}
