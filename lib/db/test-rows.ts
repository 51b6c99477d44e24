import { randomUUID } from 'node:crypto';
import { proveViewer, type Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { eventDayKeys, eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import { viewers } from '@/lib/db/schema/viewers';
import type { KeySystem } from '@/lib/domain/key-system';
import { newId } from '@/lib/ids';

const text = (words: string) => ({ ja: words, en: words });
const minutes = (now: Date, count: number) => new Date(now.getTime() + count * 60_000);

export interface TestEvent {
  readonly eventId: string;
  readonly slug: string;
  readonly dayIds: readonly string[];
}

interface DayOptions {
  readonly access?: 'open' | 'ticket';
  /** Minutes from `now`; the doors open 60 minutes before, the day lasts 120. */
  readonly startMinute?: number;
  readonly kids?: readonly string[];
  readonly keySystems?: readonly KeySystem[];
  readonly contentIds?: readonly string[];
}

/** A published event with these days, the first on air at `now` unless told otherwise. */
export async function writeEvent(
  db: Database,
  now: Date,
  days: readonly DayOptions[] = [{}],
): Promise<TestEvent> {
  const eventId = newId('evt');
  const slug = eventId.replace('_', '-');
  await db.insert(events).values({
    id: eventId,
    slug,
    state: 'published',
    timeZone: 'Asia/Tokyo',
    title: text('Festival'),
    tagline: text('tagline'),
    description: text('description'),
    organizer: text('organizer'),
    contactEmail: 'support@example.jp',
    refundTerms: text('no refunds'),
  });
  const dayIds: string[] = [];
  for (const [index, day] of days.entries())
    dayIds.push(await writeDay(db, { eventId, position: index + 1, now, day }));
  return { eventId, slug, dayIds };
}

interface NewDay {
  readonly eventId: string;
  readonly position: number;
  readonly now: Date;
  readonly day: DayOptions;
}

async function writeDay(db: Database, { eventId, position, now, day }: NewDay): Promise<string> {
  const id = newId('day');
  const startsAt = minutes(now, day.startMinute ?? -30);
  await db.insert(eventDays).values({
    id,
    eventId,
    position,
    title: text(`Day ${position}`),
    access: day.access ?? 'ticket',
    doorsAt: minutes(startsAt, -60),
    startsAt,
    endsAt: minutes(startsAt, 120),
    manifestUrl: 'http://127.0.0.1:1/manifest.mpd',
    keySystems: [...(day.keySystems ?? ['clearkey' as const])],
    contentIds: [...(day.contentIds ?? [])],
  });
  for (const kid of day.kids ?? []) await db.insert(eventDayKeys).values({ kid, eventDayId: id });
  return id;
}

interface TicketOptions {
  readonly event: TestEvent;
  readonly now: Date;
  readonly capacity?: number;
  readonly priceMinor?: number;
  /** Indexes into the event's days; all of them when absent. */
  readonly days?: readonly number[];
  readonly saleEndMinute?: number;
}

export async function writeTicketType(db: Database, options: TicketOptions): Promise<string> {
  const { event, now } = options;
  const id = newId('tkt');
  await db.insert(ticketTypes).values({
    id,
    eventId: event.eventId,
    position: Math.floor(Math.random() * 1_000_000_000),
    name: text('Ticket'),
    priceMinor: options.priceMinor ?? 2500,
    currency: 'JPY',
    capacity: options.capacity ?? 10,
    saleStartsAt: minutes(now, -24 * 60),
    saleEndsAt: minutes(now, options.saleEndMinute ?? 60),
  });
  const days = options.days ?? event.dayIds.map((_, index) => index);
  for (const index of days) {
    const eventDayId = event.dayIds[index];
    if (eventDayId === undefined) throw new Error(`the event has no day ${index}`);
    await db.insert(ticketTypeDays).values({ ticketTypeId: id, eventDayId });
  }
  return id;
}

export async function writeViewer(db: Database, email = `${randomUUID()}@example.jp`): Promise<Viewer> {
  const id = newId('vwr');
  await db.insert(viewers).values({ id, email, name: 'Viewer' });
  return proveViewer({ id, email });
}
