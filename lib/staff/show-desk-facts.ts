import { and, count, desc, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { newestSwitch } from '@/lib/db/newest-switch';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import { playbackSessions } from '@/lib/db/schema/playback';
import type { OpenBanner } from '@/lib/domain/banner';
import { decideSwitch } from '@/lib/domain/decide-switch';
import { type EventDayTimes, lastMoment, phaseOf, positionOf, switchedTo } from '@/lib/domain/event-day';
import { staleBefore } from '@/lib/domain/playback-session';
import type { ShowDeskFacts, SwitchChoice } from '@/lib/domain/show-desk';
import { type ShowPosition, showPositions } from '@/lib/domain/show-switch';
import { hasPower } from '@/lib/domain/staff-role';

/**
 * All that the desk of a day needs to switch it and to post banners, in three statements; undefined for an unknown day and
 * for who may do neither.
 */
export async function showDeskFacts(
  db: Database,
  staff: Staff,
  { eventDayId, now }: { readonly eventDayId: string; readonly now: Date },
): Promise<ShowDeskFacts | undefined> {
  if (!hasPower(staff.roles, 'switch_show') && !hasPower(staff.roles, 'post_banner')) return undefined;
  const [row] = await db
    .select({
      day: { ...getTableColumns(eventDays), switched: newestSwitch },
      event: events,
      seen: sql<number>`coalesce((select max(show_switches.id) from show_switches
        where show_switches.event_day_id = event_days.id), 0)`.mapWith(Number),
    })
    .from(eventDays)
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(eq(eventDays.id, eventDayId));
  if (row === undefined) return undefined;
  const { day, event, seen } = row;
  return {
    eventDayId,
    slug: event.slug,
    eventTitle: event.title,
    dayTitle: day.title,
    timeZone: event.timeZone,
    phase: phaseOf(day, now),
    position: positionOf(day, now),
    seen,
    startsAt: day.startsAt,
    lastMoment: lastMoment(day),
    archiveUntil: day.archiveUntil ?? undefined,
    watching: await countWatching(db, eventDayId, now),
    choices: showPositions.map((to) => choiceOf(day, to, now)),
    banners: await openBanners(db, event.id, now),
  };
}

function choiceOf(day: EventDayTimes, to: ShowPosition, now: Date): SwitchChoice {
  const phase = phaseOf(switchedTo(day, to, now), now);
  return { to, rule: decideSwitch(day, to, now), phase };
}

async function countWatching(db: Database, eventDayId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ sessions: count() })
    .from(playbackSessions)
    .where(
      and(
        eq(playbackSessions.eventDayId, eventDayId),
        gt(playbackSessions.lastBeatAt, staleBefore(now)),
        isNull(playbackSessions.closedAt),
      ),
    );
  return row?.sessions ?? 0;
}

function openBanners(db: Database, eventId: string, now: Date): Promise<OpenBanner[]> {
  const { id, severity, audience, text, startsAt, endsAt } = announcements;
  return db
    .select({ id, severity, audience, text, startsAt, endsAt })
    .from(announcements)
    .where(and(eq(announcements.eventId, eventId), gt(announcements.endsAt, now)))
    .orderBy(desc(announcements.startsAt));
}
