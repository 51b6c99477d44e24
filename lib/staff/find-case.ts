import { asc, desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { playbackSessions } from '@/lib/db/schema/playback';
import { entitlements, orderLines, orders, payments, refunds } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';

/** An order with all that staff need to answer "did they pay, did it play"; undefined when there is none. */
export async function findCase(db: Queries, _staff: Staff, orderId: string) {
  const [head] = await db
    .select({ order: orders, viewer: viewers, event: events })
    .from(orders)
    .innerJoin(viewers, eq(viewers.id, orders.viewerId))
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, orderId));
  if (head === undefined) return undefined;
  return {
    ...head,
    ...(await findPurchase(db, orderId)),
    ...(await findMoney(db, orderId)),
    sessions: await findSessions(db, head.viewer.id),
  };
}

async function findPurchase(db: Queries, orderId: string) {
  const lines = await db
    .select({ id: orderLines.id, name: ticketTypes.name, priceMinor: orderLines.priceMinor })
    .from(orderLines)
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .where(eq(orderLines.orderId, orderId));
  const rights = await db
    .select({
      id: entitlements.id,
      state: entitlements.state,
      dayTitle: eventDays.title,
      startsAt: eventDays.startsAt,
    })
    .from(entitlements)
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(eventDays.startsAt));
  return { lines, entitlements: rights };
}

async function findMoney(db: Queries, orderId: string) {
  const attempts = await db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.attempt));
  const moneyBack = await db
    .select({
      id: refunds.id,
      stripeRefundId: refunds.stripeRefundId,
      amountMinor: refunds.amountMinor,
      state: refunds.state,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, orderId));
  return { payments: attempts, refunds: moneyBack };
}

async function findSessions(db: Queries, viewerId: string) {
  return db
    .select()
    .from(playbackSessions)
    .where(eq(playbackSessions.viewerId, viewerId))
    .orderBy(desc(playbackSessions.openedAt))
    .limit(20);
}
