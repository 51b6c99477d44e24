import { asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { isPutOnAir } from '@/lib/db/newest-switch';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface EventSummary {
  readonly slug: string;
  readonly title: LocalizedText;
  readonly tagline: LocalizedText;
  readonly timeZone: string;
  readonly contactEmail: string;
  readonly firstStartsAt: Date;
  readonly lastEndsAt: Date;
  /** The planned end of a day that staff have put on air by hand. */
  readonly onAirEndsAt: Date | undefined;
  readonly fromPriceMinor: number;
  readonly currency: string;
}

/** Published events with at least one day and one ticket, the next to start first. */
export async function listEvents(db: Queries): Promise<readonly EventSummary[]> {
  const rows = await db
    .select({
      slug: events.slug,
      title: events.title,
      tagline: events.tagline,
      timeZone: events.timeZone,
      contactEmail: events.contactEmail,
      firstStartsAt: sql<string>`min(${eventDays.startsAt})`,
      lastEndsAt: sql<string>`max(${eventDays.endsAt})`,
      onAirEndsAt: sql<string | null>`max(${eventDays.endsAt}) filter (where ${isPutOnAir})`,
      fromPriceMinor: sql<number>`min(${ticketTypes.priceMinor})`,
      currency: sql<string>`min(${ticketTypes.currency})`,
    })
    .from(events)
    .innerJoin(eventDays, sql`${eventDays.eventId} = ${events.id} and ${eventDays.access} = 'ticket'`)
    .innerJoin(ticketTypes, eq(ticketTypes.eventId, events.id))
    .where(eq(events.state, 'published'))
    .groupBy(events.id)
    .orderBy(asc(sql`min(${eventDays.startsAt})`));
  return rows.map((row) => ({
    ...row,
    firstStartsAt: new Date(row.firstStartsAt),
    lastEndsAt: new Date(row.lastEndsAt),
    onAirEndsAt: row.onAirEndsAt === null ? undefined : new Date(row.onAirEndsAt),
  }));
}
