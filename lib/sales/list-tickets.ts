import { and, asc, eq } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { type EventDayPhase, phaseOf } from '@/lib/domain/event-day';
import type { EntitlementState } from '@/lib/domain/license-decision';
import type { ShowSwitch } from '@/lib/domain/show-switch';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface Ticket {
  readonly entitlementId: string;
  readonly eventDayId: string;
  readonly state: EntitlementState;
  readonly eventSlug: string;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly ticketTypeName: LocalizedText;
  readonly dayTitle: LocalizedText;
  readonly dayPosition: number;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly archiveUntil: Date | null;
  readonly switched: ShowSwitch | null;
  readonly phase: EventDayPhase;
  readonly orderId: string;
  readonly orderCode: string;
}

/** The viewer's rights, one per event day, in the order of the days. */
export async function listTickets(db: Queries, viewer: Viewer, now: Date): Promise<readonly Ticket[]> {
  const rows = await db
    .select({
      entitlementId: entitlements.id,
      eventDayId: entitlements.eventDayId,
      state: entitlements.state,
      eventSlug: events.slug,
      eventTitle: events.title,
      timeZone: events.timeZone,
      ticketTypeName: ticketTypes.name,
      dayTitle: eventDays.title,
      dayPosition: eventDays.position,
      doorsAt: eventDays.doorsAt,
      startsAt: eventDays.startsAt,
      endsAt: eventDays.endsAt,
      archiveUntil: eventDays.archiveUntil,
      switched: newestSwitch,
      orderId: orders.id,
      orderCode: orders.code,
    })
    .from(entitlements)
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(eq(entitlements.viewerId, viewer.id)))
    .orderBy(asc(eventDays.startsAt));
  return rows.map((row) => ({ ...row, phase: phaseOf(row, now) }));
}
