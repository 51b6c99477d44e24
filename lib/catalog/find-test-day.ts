import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface TestDay {
  readonly eventDayId: string;
  readonly slug: string;
  readonly eventTitle: LocalizedText;
  readonly contactEmail: string;
}

interface Ask {
  /** Absent: the published event that is on or comes next. */
  readonly slug: string | undefined;
  readonly now: Date;
}

/** The day of open access, not yet over, on which playback can be tried; undefined where there is none. */
export async function findTestDay(db: Queries, { slug, now }: Ask): Promise<TestDay | undefined> {
  const nextShow = sql`(select min(show.starts_at) from event_days show
    where show.event_id = ${events.id} and show.access = 'ticket' and show.ends_at > ${now})`;
  const [day] = await db
    .select({
      eventDayId: eventDays.id,
      slug: events.slug,
      eventTitle: events.title,
      contactEmail: events.contactEmail,
    })
    .from(eventDays)
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(
      and(
        eq(eventDays.access, 'open'),
        eq(events.state, 'published'),
        gt(eventDays.endsAt, now),
        slug === undefined ? undefined : eq(events.slug, slug),
      ),
    )
    .orderBy(sql`${nextShow} asc nulls last`, asc(eventDays.position))
    .limit(1);
  return day;
}
