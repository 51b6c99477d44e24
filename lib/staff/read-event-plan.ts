import { asc, eq, inArray } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDayKeys, eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import type { EventPlan, PlannedDay, PlannedTicketType } from '@/lib/domain/event-plan';

export interface StoredPlan {
  readonly plan: EventPlan;
  /** Counts the edits: who saves an older one is told. */
  readonly version: number;
}

/** The plan of an event as it stands; undefined when there is none. */
export async function readEventPlan(
  db: Queries,
  _staff: Staff,
  eventId: string,
): Promise<StoredPlan | undefined> {
  const [row] = await db.select().from(events).where(eq(events.id, eventId));
  if (row === undefined) return undefined;
  const { createdAt: _createdAt, version, ...event } = row;
  const plan = { ...event, days: await readDays(db, eventId), ticketTypes: await readTypes(db, eventId) };
  return { plan, version };
}

async function readDays(db: Queries, eventId: string): Promise<readonly PlannedDay[]> {
  const rows = await db
    .select()
    .from(eventDays)
    .where(eq(eventDays.eventId, eventId))
    .orderBy(asc(eventDays.position));
  const ids = rows.map(({ id }) => id);
  const keys = await db
    .select()
    .from(eventDayKeys)
    .where(inArray(eventDayKeys.eventDayId, ids))
    .orderBy(asc(eventDayKeys.kid));
  return rows.map(({ eventId: _event, ...day }) => ({
    ...day,
    kids: keys.filter(({ eventDayId }) => eventDayId === day.id).map(({ kid }) => kid),
  }));
}

async function readTypes(db: Queries, eventId: string): Promise<readonly PlannedTicketType[]> {
  const rows = await db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.position));
  const ids = rows.map(({ id }) => id);
  const opens = await db
    .select()
    .from(ticketTypeDays)
    .where(inArray(ticketTypeDays.ticketTypeId, ids))
    .orderBy(asc(ticketTypeDays.eventDayId));
  return rows.map(({ eventId: _event, held: _held, sold: _sold, ...type }) => ({
    ...type,
    days: opens.filter(({ ticketTypeId }) => ticketTypeId === type.id).map(({ eventDayId }) => eventDayId),
  }));
}
