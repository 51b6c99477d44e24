import { sql } from 'drizzle-orm';
import { type CsvFile, detailOf } from '@/lib/staff/csv-file';
import { bothClocks } from '@/lib/staff/csv-sql';
import { inRange, type SalesScope } from '@/lib/staff/sales-movements';

export const refusalsColumns = [
  { name: 'decided_at_local' },
  { name: 'decided_at_utc' },
  { name: 'event_day_id' },
  { name: 'event_day' },
  { name: 'viewer_id' },
  { name: 'login_email' },
  { name: 'outcome' },
  { name: 'key_system' },
  { name: 'browser_family' },
  { name: 'support_code' },
  { name: 'count' },
  { name: 'session_id' },
] as const;

/** Every "no" to a player on those days, by its first time; repeats of one session are counted in its record. */
export function refusalsFile(scope: SalesScope): CsvFile {
  const { eventId, timeZone } = scope;
  const query = sql`
    select ${bothClocks(sql`decided_at`, 'decided_at', timeZone)}, event_day_id, title ->> 'ja' as event_day,
      viewer_id, email as login_email, outcome, key_system, browser_family, support_code, count, session_id
    from event_days
    join license_decisions on event_day_id = event_days.id
    join viewers on viewers.id = viewer_id
    where event_id = ${eventId} and outcome <> 'granted' and ${inRange(sql`decided_at`, scope)}
    order by decided_at, license_decisions.id`;
  return {
    power: 'export',
    detail: detailOf('refusals', eventId, scope.range),
    columns: refusalsColumns,
    query,
  };
}
