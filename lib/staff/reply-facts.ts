import { and, asc, desc, eq, lte, ne, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import { entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import type { LocalizedText } from '@/lib/domain/localized-text';

/** What the templates of replies say of a case. */
export interface ReplyFacts {
  readonly orderId: string;
  readonly code: string;
  readonly currency: string;
  readonly event: { readonly slug: string; readonly title: LocalizedText; readonly timeZone: string };
  /** Those that the tickets open; none without a valid ticket. */
  readonly days: readonly ReplyDay[];
  /** Of all refunds that have not failed. */
  readonly refundedMinor: number;
  /** The newest warning that was shown to the event's audience; `to` is no later than now. */
  readonly outage: { readonly from: Date; readonly to: Date } | undefined;
  readonly now: Date;
}

export interface ReplyDay {
  readonly title: LocalizedText;
  readonly startsAt: Date;
}

/** Undefined when there is no such order. */
export async function findReplyFacts(
  db: Queries,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<ReplyFacts | undefined> {
  const [head] = await db
    .select({ order: orders, event: events, refundedMinor: refundedOf(orderId) })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, orderId));
  if (head === undefined) return undefined;
  const { order, event, refundedMinor } = head;
  return {
    orderId,
    code: order.code,
    currency: order.currency,
    event,
    days: await listDays(db, orderId),
    refundedMinor,
    outage: await findOutage(db, { eventId: event.id, now }),
    now,
  };
}

function refundedOf(orderId: string) {
  return sql<number>`(select coalesce(sum(refunds.amount_minor), 0)::int from refunds
    join payments on payments.id = refunds.payment_id
    where payments.order_id = ${orderId} and refunds.state <> 'failed')`;
}

function listDays(db: Queries, orderId: string): Promise<ReplyDay[]> {
  return db
    .selectDistinct({ title: eventDays.title, startsAt: eventDays.startsAt })
    .from(entitlements)
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .where(and(eq(orderLines.orderId, orderId), eq(entitlements.state, 'active')))
    .orderBy(asc(eventDays.startsAt));
}

async function findOutage(db: Queries, { eventId, now }: { eventId: string; now: Date }) {
  const [warning] = await db
    .select({ from: announcements.startsAt, to: announcements.endsAt })
    .from(announcements)
    .where(
      and(
        eq(announcements.eventId, eventId),
        ne(announcements.severity, 'info'),
        lte(announcements.startsAt, now),
      ),
    )
    .orderBy(desc(announcements.startsAt))
    .limit(1);
  return warning && { from: warning.from, to: warning.to < now ? warning.to : now };
}
