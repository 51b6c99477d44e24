import { and, asc, eq, getTableColumns } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { isCountryAllowed } from '@/lib/domain/country-rule';
import { currentDay, type EventDayPhase, phaseOf } from '@/lib/domain/event-day';
import { decideAccess } from '@/lib/domain/license-decision';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { gatherDayFacts } from '@/lib/playback/day-facts';

export interface WatchDay {
  readonly id: string;
  readonly position: number;
  readonly title: LocalizedText;
  readonly phase: EventDayPhase;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly archiveUntil: Date | undefined;
  readonly program: readonly { readonly at: string; readonly title: LocalizedText }[];
}

export interface WatchView {
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly contactEmail: string;
  readonly day: WatchDay;
  readonly days: readonly WatchDay[];
  /** Why the player is not shown; undefined when it is. `not_signed_in` comes first. */
  readonly refusal: PlaybackRefusal | 'not_signed_in' | undefined;
}

interface Ask {
  readonly slug: string;
  /** The day's position from 1, as in the address; absent: the one that is on. */
  readonly position: number | undefined;
  /** As our own front tells it (lib/http/client-country.ts). */
  readonly country: string | undefined;
  readonly now: Date;
}

/** What the watch page shows: the same decision as the license route, read only. Undefined: no such page. */
export async function checkAccess(
  db: Database,
  viewer: Viewer | undefined,
  ask: Ask,
): Promise<WatchView | undefined> {
  const rows = await db
    .select({ event: events, day: { ...getTableColumns(eventDays), switched: newestSwitch } })
    .from(events)
    .innerJoin(eventDays, eq(eventDays.eventId, events.id))
    .where(and(eq(events.slug, ask.slug), eq(events.state, 'published'), eq(eventDays.access, 'ticket')))
    .orderBy(asc(eventDays.position));
  const days = rows.map((row) => row.day);
  const chosen =
    ask.position === undefined
      ? currentDay(days, ask.now)
      : days.find((day) => day.position === ask.position);
  const [first] = rows;
  if (first === undefined || chosen === undefined) return undefined;
  const facts = await gatherDayFacts(db, { eventDayId: chosen.id, viewerId: viewer?.id });
  if (facts === undefined) return undefined;
  const decision = decideAccess(
    { ...facts, isCountryAllowed: isCountryAllowed(facts.countryRule, ask.country) },
    ask.now,
  );
  const toDay = (day: (typeof days)[number]): WatchDay => ({
    ...day,
    archiveUntil: day.archiveUntil ?? undefined,
    phase: phaseOf(day, ask.now),
  });
  return {
    eventTitle: first.event.title,
    timeZone: first.event.timeZone,
    contactEmail: first.event.contactEmail,
    day: toDay(chosen),
    days: days.map(toDay),
    refusal: viewer === undefined ? 'not_signed_in' : decision.allow ? undefined : decision.reason,
  };
}
