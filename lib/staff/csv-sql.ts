import { type SQL, sql } from 'drizzle-orm';

/** A moment by the clocks of that zone, as spreadsheets read it, and as ISO 8601 in UTC: two columns of that name. */
export function bothClocks(at: SQL, name: string, timeZone: string): SQL {
  return sql`to_char(${at} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS') as ${sql.identifier(`${name}_local`)},
    to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${sql.identifier(`${name}_utc`)}`;
}
