import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDays } from '@/lib/db/schema/catalog';
import { outbox } from '@/lib/db/schema/operations';
import { playbackSessions } from '@/lib/db/schema/playback';
import { orders } from '@/lib/db/schema/sales';
import type { ActLine } from '@/lib/domain/act-line';
import type { MailKind } from '@/lib/domain/mail-kind';
import type { ReplyDraft } from '@/lib/domain/reply-template';
import { mailSite } from '@/lib/mail/mail-site';
import { leftOfPayment, listActLines } from '@/lib/staff/act-lines';
import { replyDrafts } from '@/lib/staff/reply-drafts';
import { findReplyFacts } from '@/lib/staff/reply-facts';
import { resendableKinds } from '@/lib/staff/resend-mail';

export interface ResendableMail {
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
  /** Newest last. */
  readonly mails: readonly ResendableMail[];
  readonly drafts: readonly ReplyDraft[];
}

/** For the page that offers the acts; each act asks again under its own lock. */
export async function findActFacts(
  db: Queries,
  _staff: Staff,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<ActFacts> {
  const facts = await findReplyFacts(db, { orderId, now });
  return {
    lines: await listActLines(db, orderId),
    leftMinor: await leftOfPayment(db, orderId),
    openSessions: await countOpenSessions(db, orderId),
    mails: await listResendable(db, orderId),
    drafts: facts === undefined ? [] : replyDrafts(facts, mailSite()),
  };
}

async function countOpenSessions(db: Queries, orderId: string): Promise<number> {
  const [open] = await db
    .select({ screens: count() })
    .from(playbackSessions)
    .innerJoin(eventDays, eq(eventDays.id, playbackSessions.eventDayId))
    .innerJoin(
      orders,
      and(eq(orders.eventId, eventDays.eventId), eq(orders.viewerId, playbackSessions.viewerId)),
    )
    .where(and(eq(orders.id, orderId), isNull(playbackSessions.closedAt)));
  return open?.screens ?? 0;
}

function listResendable(db: Queries, orderId: string): Promise<ResendableMail[]> {
  return db
    .select({
      key: outbox.dedupeKey,
      kind: outbox.kind,
      toAddress: outbox.toAddress,
      attempts: outbox.attempts,
      sentAt: outbox.sentAt,
      givenUpAt: outbox.givenUpAt,
    })
    .from(outbox)
    .where(and(eq(outbox.orderId, orderId), inArray(outbox.kind, [...resendableKinds])))
    .orderBy(asc(outbox.createdAt));
}
