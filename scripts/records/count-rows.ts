import { openSnapshot } from './open-snapshot';
import { recordTables } from './record-tables';

/** Rows of each table of records as of a moment, where its rows say when they were written; all of them elsewhere. */
export interface RowCounts {
  readonly rows: Readonly<Record<string, number>>;
  /** When the newest of them was written. */
  readonly newestAt: string | null;
}

interface Counted {
  readonly n: number;
  readonly newest: Date | null;
}

/** Counts in one snapshot. Rows written after `until` are not counted where that can be told. */
export function countRows(url: string, until: Date): Promise<RowCounts> {
  return openSnapshot(url, async (client) => {
    const rows: Record<string, number> = {};
    let newest: Date | null = null;
    for (const { table, at } of recordTables) {
      const query =
        at === undefined
          ? `select count(*)::int as n, null::timestamptz as newest from ${table} where $1::timestamptz is not null`
          : `select count(*)::int as n, max(${at}) as newest from ${table} where ${at} <= $1`;
      const counted = (await client.query<Counted>(query, [until])).rows[0];
      rows[table] = counted?.n ?? 0;
      if (counted?.newest && (newest === null || counted.newest > newest)) newest = counted.newest;
    }
    return { rows, newestAt: newest?.toISOString() ?? null };
  });
}
