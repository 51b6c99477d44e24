import type { Queries } from '@/lib/db/client';
import { phaseOf } from '@/lib/domain/event-day';
import type { EventState } from '@/lib/domain/event-state';
import { availabilityOf } from '@/lib/domain/ticket-type';
import { findEvent } from '@/lib/catalog/find-event';

/** The state of a published event at `now`; undefined when there is none of that name. */
export async function readEventState(db: Queries, slug: string, now: Date): Promise<EventState | undefined> {
  const event = await findEvent(db, slug);
  if (event === undefined) return undefined;
  return {
    serverTime: now.toISOString(),
    days: event.days.map((day) => ({ id: day.id, phase: phaseOf(day, now) })),
    tickets: event.ticketTypes.map((type) => ({ id: type.id, availability: availabilityOf(type, now) })),
    banner: null,
  };
}
