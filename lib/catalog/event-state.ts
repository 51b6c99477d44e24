import { and, asc, desc, eq, gt, lte } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { announcements } from '@/lib/db/schema/operations';
import type { Announcement } from '@/lib/domain/announcement';
import { phaseOf } from '@/lib/domain/event-day';
import type { EventState } from '@/lib/domain/event-state';
import { startJitterSeconds } from '@/lib/domain/start-jitter';
import { availabilityOf } from '@/lib/domain/ticket-type';
import { findEvent } from '@/lib/catalog/find-event';
import type { EventView } from '@/lib/domain/event-view';

const MOST_ANNOUNCEMENTS = 3;

/** The state of a published event at `now`; undefined when there is none of that name. */
export async function readEventState(db: Queries, slug: string, now: Date): Promise<EventState | undefined> {
  const event = await findEvent(db, slug);
  if (event === undefined) return undefined;
  return {
    serverTime: now.toISOString(),
    days: event.days.map((day) => ({
      id: day.id,
      phase: phaseOf(day, now),
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

function announcementsAt(db: Queries, eventId: string, now: Date): Promise<readonly Announcement[]> {
  const { id, severity, audience, text } = announcements;
  return db
    .select({ id, severity, audience, text })
    .from(announcements)
    .where(
      and(
        eq(announcements.eventId, eventId),
        lte(announcements.startsAt, now),
        gt(announcements.endsAt, now),
      ),
    )
    .orderBy(desc(severity), asc(announcements.startsAt))
    .limit(MOST_ANNOUNCEMENTS);
}
