import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import type { ShowSwitch } from '@/lib/domain/show-switch';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface EventView {
  readonly id: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly title: LocalizedText;
  readonly tagline: LocalizedText;
  readonly description: LocalizedText;
  readonly organizer: LocalizedText;
  readonly contactEmail: string;
  readonly refundTerms: LocalizedText;
  readonly days: readonly EventDayView[];
  readonly ticketTypes: readonly TicketTypeView[];
  /** The day of open access, when the event has one: the free test playback. */
  readonly testDayId: string | undefined;
}

export interface EventDayView {
  readonly id: string;
  readonly position: number;
  readonly title: LocalizedText;
  readonly program: readonly { readonly at: string; readonly title: LocalizedText }[];
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly archiveUntil: Date | null;
  readonly switched: ShowSwitch | null;
}

export interface TicketTypeView {
  readonly id: string;
  readonly name: LocalizedText;
  readonly priceMinor: number;
  readonly currency: string;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  readonly eventDayIds: readonly string[];
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
}

/** A published event with its days and tickets, in four statements; undefined when there is none of that name. */
export async function findEvent(db: Queries, slug: string): Promise<EventView | undefined> {
  if (!/^[\w-]{1,100}$/.test(slug)) return undefined;
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.slug, slug), eq(events.state, 'published')));
  if (event === undefined) return undefined;
  const days = await db
    .select({ ...getTableColumns(eventDays), switched: newestSwitch })
    .from(eventDays)
    .where(eq(eventDays.eventId, event.id))
    .orderBy(asc(eventDays.position));
  const types = await listTicketTypes(db, event.id);
  return {
    ...event,
    days: days.filter((day) => day.access === 'ticket'),
    ticketTypes: types,
    testDayId: days.find((day) => day.access === 'open')?.id,
  };
}

async function listTicketTypes(db: Queries, eventId: string): Promise<readonly TicketTypeView[]> {
  const ofEvent = db.select({ id: ticketTypes.id }).from(ticketTypes).where(eq(ticketTypes.eventId, eventId));
  const types = await db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.position));
  const opened = await db.select().from(ticketTypeDays).where(inArray(ticketTypeDays.ticketTypeId, ofEvent));
  return types.map((type) => ({
    ...type,
    eventDayIds: opened.filter((row) => row.ticketTypeId === type.id).map((row) => row.eventDayId),
  }));
}
