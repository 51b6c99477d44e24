import { type SQL, sql } from 'drizzle-orm';
import {
  eventsOf,
  onDays,
  type TimelineScope,
  type TimelineSource,
  viewerOf,
} from '@/lib/staff/timeline-scope';

/** A player that stood still for less is not worth a line. */
const STALL_MS = 10_000;

const day = (column: SQL) => sql`'day', (select title from event_days where id = ${column})`;

const sessionsOf = (scope: TimelineScope) =>
  sql`from playback_sessions s where s.viewer_id = ${viewerOf(scope)} ${onDays(scope, sql`s.event_day_id`)}`;

/** Who signed in, what was tested, and what happened on the days. */
export const playSources = {
  sign_in: (scope: TimelineScope): TimelineSource => ({
    at: sql`s.signed_in_at`,
    id: sql`lpad(s.id::text, 19, '0')`,
    facts: sql`jsonb_build_object('provider', s.provider, 'device', s.device)`,
    rows: sql`from sign_ins s where s.viewer_id = ${viewerOf(scope)}`,
  }),

  test: (scope: TimelineScope): TimelineSource => ({
    at: sql`r.checked_at`,
    id: sql`r.id`,
    code: sql`r.code`,
    facts: sql`jsonb_build_object('code', r.code, 'device', r.device, 'verdict', r.verdict,
      'failed', jsonb_path_query_array(r.checks, '$.keyvalue() ? (@.value == "failed").key'),
      'warned', jsonb_path_query_array(r.checks, '$.keyvalue() ? (@.value == "warned").key'))`,
    rows: sql`from readiness_passes r where r.viewer_id = ${viewerOf(scope)} ${ofEvent(scope)}`,
  }),

  session_opened: (scope: TimelineScope): TimelineSource => ({
    at: sql`s.opened_at`,
    id: sql`s.id`,
    code: sql`s.mark`,
    facts: sql`jsonb_build_object('device', s.device, 'mark', s.mark, ${day(sql`s.event_day_id`)})`,
    rows: sessionsOf(scope),
  }),

  session_closed: (scope: TimelineScope): TimelineSource => ({
    at: sql`s.closed_at`,
    id: sql`s.id`,
    facts: sql`jsonb_build_object('device', s.device, 'reason', s.close_reason, 'watchedSeconds', s.watched_seconds,
      ${day(sql`s.event_day_id`)})`,
    rows: sql`${sessionsOf(scope)} and s.closed_at is not null`,
  }),

  license: (scope: TimelineScope): TimelineSource => ({
    at: sql`l.decided_at`,
    id: sql`l.id`,
    code: sql`l.support_code`,
    facts: sql`jsonb_build_object('outcome', l.outcome, 'code', l.support_code, 'keySystem', l.key_system,
      'count', l.count, 'browser', l.browser_family, ${day(sql`l.event_day_id`)})`,
    rows: sql`from license_decisions l where l.viewer_id = ${viewerOf(scope)} ${onDays(scope, sql`l.event_day_id`)}`,
  }),

  screen_link: (scope: TimelineScope): TimelineSource => ({
    at: sql`k.confirmed_at`,
    id: sql`k.id`,
    facts: sql`jsonb_build_object('device', k.device, 'isCollected', k.collected_at is not null,
      ${day(sql`k.event_day_id`)})`,
    rows: sql`from screen_links k where k.viewer_id = ${viewerOf(scope)} ${onDays(scope, sql`k.event_day_id`)}`,
  }),

  trouble: (scope: TimelineScope): TimelineSource => ({
    at: sql`q.minute`,
    id: sql`concat(q.session_id, ':', extract(epoch from q.minute)::bigint)`,
    facts: sql`jsonb_build_object('stalledMs', q.stalled_ms, 'stalls', q.stalls, 'browser', q.browser_family,
      'problems', q.problems, ${day(sql`q.event_day_id`)})`,
    rows: sql`from qoe_minutes q where q.viewer_id = ${viewerOf(scope)} ${onDays(scope, sql`q.event_day_id`)}
      and (q.stalled_ms >= ${STALL_MS} or q.problems <> '{}')`,
  }),
} as const;

function ofEvent(scope: TimelineScope): SQL {
  return 'viewerId' in scope ? sql`` : sql`and r.event_id = any(${eventsOf(scope)})`;
}
