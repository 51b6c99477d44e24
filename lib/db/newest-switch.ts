import { type SQL, sql } from 'drizzle-orm';
import { parseShowPosition, type ShowSwitch } from '@/lib/domain/show-switch';

/**
 * What a row of `event_days` was switched to last, as a column of any statement over that table under its own name; one
 * step in an index. In plain words: Drizzle drops the table of a column where a statement has only one.
 */
export const newestSwitch: SQL<ShowSwitch | null> = sql`(
  select json_build_object('to', show_switches.position, 'at', show_switches.switched_at,
    'was_open', show_switches.was_open)
  from show_switches where show_switches.event_day_id = event_days.id
  order by show_switches.id desc limit 1)`.mapWith(parseSwitch);

/** The column `newestSwitch` of a statement that is run as it is written. */
export function parseSwitch(column: unknown): ShowSwitch | null {
  if (typeof column !== 'object' || column === null || !('to' in column) || !('at' in column)) return null;
  const to = parseShowPosition(column.to);
  if (to === undefined || typeof column.at !== 'string') return null;
  return { to, at: new Date(column.at), wasOpen: 'was_open' in column && column.was_open === true };
}

/** Is that row's day on air by the hand of staff, as things stand now or stood before the clock took over? */
export const isPutOnAir: SQL<boolean> = sql`coalesce((
  select show_switches.position in ('live', 'paused')
  from show_switches where show_switches.event_day_id = event_days.id
  order by show_switches.id desc limit 1), false)`.mapWith(Boolean);
