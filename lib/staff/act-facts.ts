import { sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import type { ActLine } from '@/lib/domain/act-line';
import type { MailKind } from '@/lib/domain/mail-kind';
import type { ReplyDraft } from '@/lib/domain/reply-template';
import { mailSite } from '@/lib/mail/mail-site';
import { leftOf } from '@/lib/staff/act-lines';
import type { Case } from '@/lib/staff/find-case';
import { replyDrafts } from '@/lib/staff/reply-drafts';
import { replyFactsOf } from '@/lib/staff/reply-facts';
import { resendableKinds } from '@/lib/staff/resend-mail';

export interface CaseMail {
  readonly key: string;
  readonly kind: MailKind;
  readonly toAddress: string;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly givenUpAt: Date | null;
}

/** What the previews of acts on an order are made from. */
export interface ActFacts {
  readonly lines: readonly ActLine[];
  /** Of the payment behind the tickets, after refunds. */
  readonly leftMinor: number;
  /** Screens of the buyer at this event that have not ended. */
  readonly openSessions: number;
  /** Those that can be sent again, the newest last. */
  readonly mails: readonly CaseMail[];
  readonly drafts: readonly ReplyDraft[];
  /** The newest mail of any kind. */
  readonly lastMail: CaseMail | undefined;
}

/** For the page that offers the acts, in one statement more than its case; each act asks again under its own lock. */
export async function findActFacts(
  db: Queries,
  _staff: Staff,
  { found, now }: { readonly found: Case; readonly now: Date },
): Promise<ActFacts> {
  const { leftMinor, mails, outage } = await gather(db, { found, now });
  const resendable: readonly MailKind[] = resendableKinds;
  return {
    lines: found.lines.map(({ id, name, paidMinor, standing }) => ({ id, name, paidMinor, standing })),
    leftMinor,
    openSessions: found.playback.openSessions,
    mails: mails.filter(({ kind }) => resendable.includes(kind)),
    drafts: replyDrafts(replyFactsOf(found, { outage, now }), mailSite()),
    lastMail: mails.at(-1),
  };
}

type StoredMail = Omit<CaseMail, 'sentAt' | 'givenUpAt'> & {
  sentAt: string | null;
  givenUpAt: string | null;
};

interface Stored extends Record<string, unknown> {
  readonly leftMinor: number | null;
  readonly mails: readonly StoredMail[];
  /** The newest warning that was shown to the event's audience. */
  readonly outage: { readonly from: string; readonly to: string } | null;
}

async function gather(db: Queries, { found, now }: { found: Case; now: Date }) {
  const { rows } = await db.execute<Stored>(sql`
    select ${leftOf(found.order.id)} as "leftMinor",
      (select coalesce(jsonb_agg(jsonb_build_object('key', dedupe_key, 'kind', kind, 'toAddress', to_address,
        'attempts', attempts, 'sentAt', sent_at, 'givenUpAt', given_up_at) order by created_at, dedupe_key), '[]')
        from outbox where order_id = ${found.order.id}) as mails,
      (select jsonb_build_object('from', starts_at, 'to', least(ends_at, ${now}::timestamptz)) from announcements
        where event_id = ${found.event.id} and severity <> 'info' and starts_at <= ${now}
        order by starts_at desc limit 1) as outage`);
  const { leftMinor = null, mails = [], outage = null } = rows[0] ?? {};
  return {
    leftMinor: leftMinor ?? 0,
    mails: mails.map(({ sentAt, givenUpAt, ...mail }) => ({
      ...mail,
      sentAt: dateOf(sentAt),
      givenUpAt: dateOf(givenUpAt),
    })),
    outage: outage === null ? undefined : { from: new Date(outage.from), to: new Date(outage.to) },
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
