import { and, asc, desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { licenseDecisions, playbackSessions } from '@/lib/db/schema/playback';
import { refunds } from '@/lib/db/schema/refunds';
import { entitlements, orderLines, orders, payments } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';

const NEWEST = 20;

/**
 * An order with all that staff need to answer "did they pay, did it play"; undefined when there is none. Playback
 * is the buyer's at this event, newest first, at most 20 sessions and 20 license decisions.
 */
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
    ...(await findPlayback(db, { viewerId: head.viewer.id, eventId: head.event.id })),
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
      source: refunds.source,
      state: refunds.state,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(refunds.createdAt));
  return { payments: attempts, refunds: moneyBack };
}

async function findPlayback(db: Queries, { viewerId, eventId }: { viewerId: string; eventId: string }) {
  const sessions = await db
    .select({
      id: playbackSessions.id,
      dayTitle: eventDays.title,
      device: playbackSessions.device,
      openedAt: playbackSessions.openedAt,
      lastBeatAt: playbackSessions.lastBeatAt,
      closedAt: playbackSessions.closedAt,
      closeReason: playbackSessions.closeReason,
    })
    .from(playbackSessions)
    .innerJoin(eventDays, eq(eventDays.id, playbackSessions.eventDayId))
    .where(and(eq(playbackSessions.viewerId, viewerId), eq(eventDays.eventId, eventId)))
    .orderBy(desc(playbackSessions.openedAt))
    .limit(NEWEST);
  const decisions = await db
    .select({
      id: licenseDecisions.id,
      dayTitle: eventDays.title,
      keySystem: licenseDecisions.keySystem,
      outcome: licenseDecisions.outcome,
      supportCode: licenseDecisions.supportCode,
      decidedAt: licenseDecisions.decidedAt,
      count: licenseDecisions.count,
    })
    .from(licenseDecisions)
    .innerJoin(eventDays, eq(eventDays.id, licenseDecisions.eventDayId))
    .where(and(eq(licenseDecisions.viewerId, viewerId), eq(eventDays.eventId, eventId)))
    .orderBy(desc(licenseDecisions.decidedAt))
    .limit(NEWEST);
  return { sessions, decisions };
}
