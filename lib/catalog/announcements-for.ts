import { and, asc, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import type { Announcement, AnnouncementAudience } from '@/lib/domain/announcement';
import type { LocalizedText } from '@/lib/domain/localized-text';

const MOST = 5;

interface Whom {
  readonly eventSlugs: readonly string[];
  readonly audiences: readonly AnnouncementAudience[];
  readonly now: Date;
}

export interface EventAnnouncement extends Announcement {
  readonly eventTitle: LocalizedText;
}

/** What organizers have to say now to these audiences of these events, the gravest first; five at most. */
export async function announcementsFor(
  db: Queries,
  { eventSlugs, audiences, now }: Whom,
): Promise<readonly EventAnnouncement[]> {
  if (eventSlugs.length === 0) return [];
  const { id, severity, audience, text } = announcements;
  return db
    .select({ id, severity, audience, text, eventTitle: events.title })
    .from(announcements)
    .innerJoin(events, eq(events.id, announcements.eventId))
    .where(
      and(
        eq(events.state, 'published'),
        inArray(events.slug, [...eventSlugs]),
        inArray(announcements.audience, [...audiences]),
        lte(announcements.startsAt, now),
        gt(announcements.endsAt, now),
      ),
    )
    .orderBy(desc(severity), asc(announcements.startsAt))
    .limit(MOST);
}
