import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { announcements } from '@/lib/db/schema/operations';
import { type Announcement, MOST_ANNOUNCEMENTS } from '@/lib/domain/announcement';
import { phaseOf } from '@/lib/domain/event-day';
import type { EventState } from '@/lib/domain/event-state';
import { startJitterSeconds } from '@/lib/domain/start-jitter';
import { availabilityOf } from '@/lib/domain/ticket-type';
import { gravestFirst, holdsAt } from '@/lib/catalog/announcements-for';
import { findEvent } from '@/lib/catalog/find-event';
import type { EventDayView, EventView } from '@/lib/domain/event-view';

/** The state of a published event at `now`; undefined when there is none of that name. */
export async function readEventState(db: Queries, slug: string, now: Date): Promise<EventState | undefined> {
  const event = await findEvent(db, slug);
  if (event === undefined) return undefined;
  return {
    serverTime: now.toISOString(),
    days: event.days.map((day) => ({
      id: day.id,
      phase: phaseOf(day, now),
      switched: switchOf(day),
      startJitterSeconds: startJitterSeconds(audienceOf(event, day.id)),
    })),
    tickets: event.ticketTypes.map((type) => ({ id: type.id, availability: availabilityOf(type, now) })),
    announcements: await announcementsAt(db, event.id, now),
  };
}

function audienceOf({ ticketTypes }: EventView, dayId: string): number {
  return ticketTypes
    .filter(({ eventDayIds }) => eventDayIds.includes(dayId))
    .reduce((sum, { sold }) => sum + sold, 0);
}

function switchOf({ switched }: EventDayView) {
  return switched === null ? undefined : { to: switched.to, at: switched.at.toISOString() };
}

/** Counted for each audience by itself: what is said to those who watch must not push out what is said to all. */
async function announcementsAt(db: Queries, eventId: string, now: Date): Promise<readonly Announcement[]> {
  const { id, severity, audience, text } = announcements;
  const place = sql<number>`row_number() over (partition by ${audience} order by ${sql.join([...gravestFirst], sql`, `)})`;
  const rows = await db
    .select({ id, severity, audience, text, place: place.mapWith(Number) })
    .from(announcements)
    .where(and(eq(announcements.eventId, eventId), holdsAt(now)))
    .orderBy(...gravestFirst);
  return rows
    .filter((row) => row.place <= MOST_ANNOUNCEMENTS)
    .map((row) => ({ id: row.id, severity: row.severity, audience: row.audience, text: row.text }));
}
