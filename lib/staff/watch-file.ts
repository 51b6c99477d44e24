import { sql } from 'drizzle-orm';
import type { CsvFile } from '@/lib/staff/csv-file';
import { bothClocks } from '@/lib/staff/csv-sql';
import type { SalesScope } from '@/lib/staff/sales-movements';

export const watchColumns = [
  { name: 'event_day_id' },
  { name: 'event_day' },
  { name: 'starts_at_local' },
  { name: 'starts_at_utc' },
  { name: 'viewer_id' },
  { name: 'login_email' },
  { name: 'order_codes' },
  { name: 'right', kind: 'code' },
  { name: 'sessions' },
  { name: 'first_opened_at_local' },
  { name: 'first_opened_at_utc' },
  { name: 'last_seen_at_local' },
  { name: 'last_seen_at_utc' },
  { name: 'watched_seconds' },
  { name: 'stalls' },
  { name: 'take_overs' },
  { name: 'refusals' },
] as const;

/**
 * What each viewer with a right to a day has had of it, also those who never came; one record a viewer and day. `right` is the
 * best of several. Seconds and stalls are what the players told, at the latest nine minutes before a player vanished.
 */
export function watchFile({ eventId, timeZone }: SalesScope): CsvFile {
  const query = sql`
    with days as (
      select id, position, title ->> 'ja' as title, starts_at from event_days
      where event_id = ${eventId} and access = 'ticket'
    ), rights as (
      select event_day_id, entitlements.viewer_id, string_agg(distinct code, ' ' order by code) as order_codes,
        case when bool_or(entitlements.state = 'active') then 'active'
          when bool_or(entitlements.state = 'suspended') then 'suspended' else 'revoked' end as "right"
      from entitlements join order_lines on order_lines.id = order_line_id join orders on orders.id = order_id
      where event_day_id in (select id from days)
      group by event_day_id, entitlements.viewer_id
    ), watched as (
      select event_day_id, viewer_id, count(*)::int as sessions, min(opened_at) as first_opened_at,
        max(last_beat_at) as last_seen_at, sum(watched_seconds)::int as watched_seconds, sum(stalls)::int as stalls,
        (count(*) filter (where close_reason = 'taken_over'))::int as take_overs
      from playback_sessions where event_day_id in (select id from days)
      group by event_day_id, viewer_id
    ), refused as (
      select event_day_id, viewer_id, sum(count)::int as refusals from license_decisions
      where event_day_id in (select id from days) and outcome <> 'granted'
      group by event_day_id, viewer_id
    ), persons as (
      select event_day_id, viewer_id from rights union select event_day_id, viewer_id from watched
    )
    select days.id as event_day_id, days.title as event_day, ${bothClocks(sql`starts_at`, 'starts_at', timeZone)},
      viewers.id as viewer_id, email as login_email, order_codes, coalesce("right", 'none') as "right",
      coalesce(sessions, 0) as sessions, ${bothClocks(sql`first_opened_at`, 'first_opened_at', timeZone)},
      ${bothClocks(sql`last_seen_at`, 'last_seen_at', timeZone)},
      coalesce(watched_seconds, 0) as watched_seconds, coalesce(stalls, 0) as stalls,
      coalesce(take_overs, 0) as take_overs, coalesce(refusals, 0) as refusals
    from persons
    join days on days.id = persons.event_day_id
    join viewers on viewers.id = persons.viewer_id
    left join rights using (event_day_id, viewer_id)
    left join watched using (event_day_id, viewer_id)
    left join refused using (event_day_id, viewer_id)
    order by position, viewers.id`;
  return { power: 'export', detail: `watch ${eventId}`, columns: watchColumns, query };
}
