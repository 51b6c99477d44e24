import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { newestSwitch, parseSwitch } from '@/lib/db/newest-switch';
import { type EventDayPhase, phaseOf } from '@/lib/domain/event-day';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { isWatching } from '@/lib/staff/board-sql';

const MOST = 100;

const localizedText = z.object({ ja: z.string(), en: z.string() });
const dayRow = z.object({
  id: z.string(),
  title: localizedText,
  event_title: localizedText,
  is_draft: z.boolean(),
  time_zone: z.string(),
  doors_at: z.coerce.date(),
  starts_at: z.coerce.date(),
  ends_at: z.coerce.date(),
  archive_until: z.coerce.date().nullable(),
  switched: z.unknown().transform(parseSwitch),
  viewers: z.number(),
  sold: z.number(),
  capacity: z.number(),
});

/** One line of the list of days. */
export type ListedDay = ReturnType<typeof toListed>;

/**
 * The days of all events, those that people can watch now first, then the next ones and the latest that are over; a hundred
 * at most, each with its key numbers. One statement. Throws Fault `not_found` without the power.
 */
export async function listBoardDays(db: Queries, staff: Staff, now: Date): Promise<readonly ListedDay[]> {
  if (!hasPower(staff.roles, 'see_board')) throw new Fault('not_found', 'no power to see_board');
  const { rows } = await db.execute(sql`
    select event_days.id, event_days.title, events.title as event_title, events.state = 'draft' as is_draft, time_zone,
      doors_at, starts_at, ends_at, archive_until, ${newestSwitch} as switched,
      (select count(*)::int from playback_sessions
        where ${isWatching({ eventDayId: sql`event_days.id`, now })}) as viewers,
      coalesce(tickets.sold, 0)::int as sold, coalesce(tickets.capacity, 0)::int as capacity
    from event_days join events on events.id = event_days.event_id
    left join lateral (select sum(sold) as sold, sum(capacity) as capacity
      from ticket_types join ticket_type_days on ticket_type_id = ticket_types.id
      where event_day_id = event_days.id) tickets on true
    order by abs(extract(epoch from starts_at - ${now}::timestamptz)), event_days.id
    limit ${MOST}`);
  const days = z
    .array(dayRow)
    .parse(rows)
    .map((row) => toListed(row, now));
  return days.toSorted(
    (a, b) => order[a.phase] - order[b.phase] || distance(a.startsAt, now) - distance(b.startsAt, now),
  );
}

const order = { live: 0, doors: 1, before: 2, archive: 3, ended: 4 } as const satisfies Record<
  EventDayPhase,
  number
>;

function distance(at: Date, now: Date): number {
  return Math.abs(at.getTime() - now.getTime());
}

function toListed(row: z.infer<typeof dayRow>, now: Date) {
  const { id, title, viewers, sold, capacity } = row;
  const times = {
    doorsAt: row.doors_at,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    archiveUntil: row.archive_until,
    switched: row.switched,
  };
  return {
    ...{ id, title, viewers, sold, capacity },
    eventTitle: row.event_title,
    isDraft: row.is_draft,
    timeZone: row.time_zone,
    startsAt: row.starts_at,
    phase: phaseOf(times, now),
  };
}
