import { and, asc, eq } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { entitlements } from '@/lib/db/schema/sales';
import type { EventDayTimes } from '@/lib/domain/event-day';
import { decideAdmission } from '@/lib/domain/license-decision';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface OpenDay {
  readonly id: string;
  readonly title: LocalizedText;
  readonly eventTitle: LocalizedText;
}

/** The days that a player of this viewer could be started for now, lobby included, in the order of their start. */
export async function listOpenDays(db: Queries, viewer: Viewer, now: Date): Promise<readonly OpenDay[]> {
  const rows = await db
    .selectDistinctOn([eventDays.startsAt, eventDays.id], {
      id: eventDays.id,
      title: eventDays.title,
      eventTitle: events.title,
      access: eventDays.access,
      doorsAt: eventDays.doorsAt,
      startsAt: eventDays.startsAt,
      endsAt: eventDays.endsAt,
      archiveUntil: eventDays.archiveUntil,
      switched: newestSwitch,
    })
    .from(entitlements)
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .innerJoin(events, and(eq(events.id, eventDays.eventId), eq(events.state, 'published')))
    .where(and(eq(entitlements.viewerId, viewer.id), eq(entitlements.state, 'active')))
    .orderBy(asc(eventDays.startsAt), asc(eventDays.id));
  return rows
    .filter((day) => isOpen(day, now))
    .map(({ id, title, eventTitle }) => ({ id, title, eventTitle }));
}

/** Whether the other screen's country is allowed is found out there. */
function isOpen(
  { access, ...times }: EventDayTimes & { readonly access: 'open' | 'ticket' },
  now: Date,
): boolean {
  return decideAdmission({ access, times, entitlements: ['active'], isCountryAllowed: true }, now).allow;
}
