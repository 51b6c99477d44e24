import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDayKeys, eventDays, events } from '@/lib/db/schema/catalog';
import { type EventDayPhase, phaseOf } from '@/lib/domain/event-day';
import type { ShowSwitch } from '@/lib/domain/show-switch';
import type { LocalizedText } from '@/lib/domain/localized-text';

type DayRow = typeof eventDays.$inferSelect;

export interface PlannedDay extends DayRow {
  readonly switched: ShowSwitch | null;
  readonly phase: EventDayPhase;
  /** Declared key ids. */
  readonly kids: readonly string[];
}

export interface PlannedShow {
  readonly slug: string;
  readonly title: LocalizedText;
  readonly tagline: LocalizedText;
  readonly description: LocalizedText;
  readonly organizer: LocalizedText;
  readonly refundTerms: LocalizedText;
  readonly contactEmail: string;
  /** Those that are not over. */
  readonly days: readonly PlannedDay[];
}

/** Published events with a day that is not over; of one slug where it is given. */
export async function plannedShows(
  db: Database,
  { slug, now }: { readonly slug: string | undefined; readonly now: Date },
): Promise<readonly PlannedShow[]> {
  const found = await db
    .select()
    .from(events)
    .where(and(eq(events.state, 'published'), slug === undefined ? undefined : eq(events.slug, slug)))
    .orderBy(asc(events.slug));
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const days = await db
    .select({ ...getTableColumns(eventDays), switched: newestSwitch })
    .from(eventDays)
    .where(inArray(eventDays.eventId, ids))
    .orderBy(asc(eventDays.startsAt));
  const keys = await db.select().from(eventDayKeys);
  const planned = days
    .map((day) => ({
      ...day,
      phase: phaseOf(day, now),
      kids: keys.filter(({ eventDayId }) => eventDayId === day.id).map(({ kid }) => kid),
    }))
    .filter(({ phase }) => phase !== 'ended');
  return found
    .map((event) => ({ ...event, days: planned.filter(({ eventId }) => eventId === event.id) }))
    .filter((event) => event.days.length > 0);
}
