import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import type { EventView, TicketTypeView } from '@/lib/domain/event-view';

/** A published event with its days and tickets, in four statements; undefined when there is none of that name. */
export async function findEvent(db: Queries, slug: string): Promise<EventView | undefined> {
  if (!/^[\w-]{1,100}$/.test(slug)) return undefined;
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.slug, slug), eq(events.state, 'published')));
  if (event === undefined) return undefined;
  const days = await db
    .select({ ...getTableColumns(eventDays), switched: newestSwitch })
    .from(eventDays)
    .where(eq(eventDays.eventId, event.id))
    .orderBy(asc(eventDays.position));
  const types = await listTicketTypes(db, event.id);
  return {
    ...event,
    days: days.filter((day) => day.access === 'ticket'),
    ticketTypes: types,
    testDayId: days.find((day) => day.access === 'open')?.id,
  };
}

async function listTicketTypes(db: Queries, eventId: string): Promise<readonly TicketTypeView[]> {
  const ofEvent = db.select({ id: ticketTypes.id }).from(ticketTypes).where(eq(ticketTypes.eventId, eventId));
  const types = await db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.position));
  const opened = await db.select().from(ticketTypeDays).where(inArray(ticketTypeDays.ticketTypeId, ofEvent));
  return types.map((type) => ({
    ...type,
    eventDayIds: opened.filter((row) => row.ticketTypeId === type.id).map((row) => row.eventDayId),
  }));
}
