import { count, desc, eq, min } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';

/** Every event, drafts too, the newest first by its first day. */
export async function listEventPlans(db: Queries, _staff: Staff) {
  return db
    .select({
      id: events.id,
      slug: events.slug,
      state: events.state,
      title: events.title,
      timeZone: events.timeZone,
      version: events.version,
      days: count(eventDays.id),
      startsAt: min(eventDays.startsAt),
    })
    .from(events)
    .leftJoin(eventDays, eq(eventDays.eventId, events.id))
    .groupBy(events.id)
    .orderBy(desc(min(eventDays.startsAt)), desc(events.createdAt))
    .limit(200);
}
