import { and, asc, desc, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import {
  type AnnouncementAudience,
  type EventAnnouncement,
  MOST_ANNOUNCEMENTS,
  type PortalAnnouncements,
} from '@/lib/domain/announcement';

interface Whom {
  readonly eventSlugs: readonly string[];
  readonly audiences: readonly AnnouncementAudience[];
  readonly now: Date;
}

/** What organizers have to say now to these audiences of these events, the gravest and newest first; three at most. */
export async function announcementsFor(
  db: Queries,
  { eventSlugs, audiences, now }: Whom,
): Promise<readonly EventAnnouncement[]> {
  if (eventSlugs.length === 0 || audiences.length === 0) return [];
  const isTheirs = and(
    inArray(events.slug, [...eventSlugs]),
    inArray(announcements.audience, [...audiences]),
  );
  return gravestAt(db, { isMeant: isTheirs, now });
}

/** What organizers say to everybody now, on whatever page: three at most, of all published events. */
export async function announcementsToAll(db: Queries, now: Date): Promise<PortalAnnouncements> {
  return { announcements: await gravestAt(db, { isMeant: eq(announcements.audience, 'all'), now }) };
}

interface Wanted {
  readonly isMeant: SQL | undefined;
  readonly now: Date;
}

function gravestAt(db: Queries, { isMeant, now }: Wanted): Promise<readonly EventAnnouncement[]> {
  const { id, severity, audience, text } = announcements;
  return db
    .select({ id, severity, audience, text, eventTitle: events.title })
    .from(announcements)
    .innerJoin(events, eq(events.id, announcements.eventId))
    .where(and(eq(events.state, 'published'), isMeant, holdsAt(now)))
    .orderBy(...gravestFirst)
    .limit(MOST_ANNOUNCEMENTS);
}

/** Begun, and neither run out nor ended by hand. */
export function holdsAt(now: Date): SQL | undefined {
  return and(lte(announcements.startsAt, now), gt(announcements.endsAt, now));
}

/** Of the same gravity the newest: what was said last is true now. */
export const gravestFirst = [
  desc(sql`${announcements.severity} = 'warning'`),
  desc(announcements.startsAt),
  asc(announcements.id),
] as const;
