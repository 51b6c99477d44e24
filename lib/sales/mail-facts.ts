import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import type { outbox } from '@/lib/db/schema/operations';
import { refunds } from '@/lib/db/schema/refunds';
import { entitlements, orderLines, orders, payments } from '@/lib/db/schema/sales';
import { inLocale } from '@/lib/domain/localized-text';
import { isTooLate } from '@/lib/domain/mail-retry';
import type { MailFacts, MailOrder, RefundEffect } from '@/lib/mail/mail-facts';
import { claimLinkFacts } from '@/lib/sales/claim-mail-facts';
import { readReply } from '@/lib/sales/read-reply';
import type { Locale } from '@/messages/routing';

export type MailRow = typeof outbox.$inferSelect;

interface Gathering {
  readonly db: Queries;
  readonly row: MailRow;
  readonly locale: Locale;
  readonly now: Date;
}

/**
 * What a mail says, read when it is sent. Undefined when it is not true any more: its tickets were taken back, its
 * voucher was paid or ran out, its refund failed, its code is too old.
 */
export async function gatherMailFacts(db: Queries, row: MailRow, now: Date): Promise<MailFacts | undefined> {
  const asking: Gathering = { db, row, locale: row.locale === 'en' ? 'en' : 'ja', now };
  switch (row.kind) {
    case 'confirmation':
    case 'received':
      return ticketsFacts(asking, row.kind);
    case 'voucher':
      return voucherFacts(asking);
    case 'refund':
      return refundFacts(asking);
    case 'reply': {
      const text = await readReply(db, row);
      return text === undefined
        ? undefined
        : { kind: row.kind, locale: asking.locale, order: await readOrder(asking), text };
    }
    case 'comp_link':
    case 'move_link':
      return claimLinkFacts(asking, row.kind);
    case 'sign_in_code':
      if (row.secret === null || isTooLate({ ...row, now })) return undefined;
      return { kind: row.kind, locale: asking.locale, code: row.secret.code };
  }
}

async function ticketsFacts(
  asking: Gathering,
  kind: 'confirmation' | 'received',
): Promise<MailFacts | undefined> {
  const { db, locale } = asking;
  const order = await readOrder(asking);
  const days = await db
    .select({ id: entitlements.id, day: eventDays })
    .from(entitlements)
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .where(and(eq(orderLines.orderId, order.id), eq(entitlements.state, 'active')))
    .orderBy(asc(eventDays.startsAt));
  if (days.length === 0) return undefined;
  const standing = (await readLines(asking)).filter((line) => !line.isRevoked);
  return {
    kind,
    locale,
    order,
    lines: standing,
    totalMinor: standing.reduce((sum, line) => sum + line.amountMinor, 0),
    days: days.map(({ id, day }) => ({ ...day, id, title: inLocale(day.title, locale) })),
  };
}

/** The key names the PaymentIntent and the voucher's end: a later voucher of the same payment has its own mail. */
async function voucherFacts(asking: Gathering): Promise<MailFacts | undefined> {
  const { db, row, locale, now } = asking;
  const order = await readOrder(asking);
  const [payment] = await db
    .select({ amountMinor: payments.amountMinor, voucher: payments.voucher })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(
      and(
        eq(payments.orderId, order.id),
        eq(payments.state, 'pending'),
        eq(orders.state, 'held'),
        sql`${row.dedupeKey} = 'voucher:' || ${payments.paymentIntentId} || ':' || (${payments.voucher} ->> 'expiresAt')`,
      ),
    );
  if (payment === undefined || payment.voucher === null) return undefined;
  const { amountMinor, voucher } = payment;
  if (Date.parse(voucher.expiresAt) <= now.getTime()) return undefined;
  return { kind: 'voucher', locale, order, amountMinor, voucher };
}

async function refundFacts(asking: Gathering): Promise<MailFacts | undefined> {
  const { db, row, locale } = asking;
  const order = await readOrder(asking);
  const [found] = await db
    .select({ refund: refunds, method: payments.method })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, row.refundId ?? ''));
  if (found === undefined) throw new Error('a mail about a refund that is not there');
  const { refund, method } = found;
  if (refund.state === 'failed') return undefined;
  const lines = await readLines(asking);
  const effect = effectOf(refund.purpose, lines);
  const named = refund.purpose.startsWith('lines:')
    ? lines.filter(({ id }) => refund.purpose.slice('lines:'.length).split('+').includes(id))
    : lines;
  return {
    kind: 'refund',
    locale,
    order,
    amountMinor: refund.amountMinor,
    source: refund.source,
    method: method ?? 'card',
    effect,
    tickets: effect === 'returned' ? named.map(({ name }) => name) : [],
  };
}

/** `lines:…` is written with the tickets it takes back; a refund in the dashboard takes all of them or none. */
function effectOf(purpose: string, lines: Awaited<ReturnType<typeof readLines>>): RefundEffect {
  if (purpose === 'not_fulfilled') return lines.some((line) => line.hasRights) ? 'paid_twice' : 'never_given';
  if (purpose.startsWith('lines:')) return 'returned';
  return lines.every((line) => line.isRevoked) ? 'returned' : 'kept';
}

async function readLines({ db, row, locale }: Gathering) {
  const rows = await db
    .select({
      id: orderLines.id,
      name: ticketTypes.name,
      amountMinor: sql<number>`${orderLines.priceMinor} - ${orderLines.discountMinor}`,
      revokedAt: orderLines.revokedAt,
      hasRights: sql<boolean>`exists (select from ${entitlements} where ${entitlements.orderLineId} = ${orderLines.id} and ${entitlements.state} <> 'revoked')`,
    })
    .from(orderLines)
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .where(eq(orderLines.orderId, row.orderId ?? ''))
    .orderBy(asc(ticketTypes.position));
  return rows.map(({ name, revokedAt, ...line }) => ({
    ...line,
    name: inLocale(name, locale),
    isRevoked: revokedAt !== null,
  }));
}

async function readOrder({ db, row, locale }: Gathering): Promise<MailOrder> {
  const [found] = await db
    .select({ order: orders, event: events })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, row.orderId ?? ''));
  if (found === undefined) throw new Error('a mail about an order that is not there');
  const { order, event } = found;
  return {
    id: order.id,
    code: order.code,
    currency: order.currency,
    event: {
      slug: event.slug,
      title: inLocale(event.title, locale),
      organizer: inLocale(event.organizer, locale),
      contactEmail: event.contactEmail,
      timeZone: event.timeZone,
    },
  };
}
