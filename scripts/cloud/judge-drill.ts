import { z } from 'zod';

/** What the records function answers to a count. */
export const rowCounts = z.object({
  rows: z.record(z.string(), z.int().min(0)),
  newestAt: z.iso.datetime().nullable(),
});

export type RowCounts = z.infer<typeof rowCounts>;

export interface DrillVerdict {
  readonly isGo: boolean;
  /** A line for each table that lacks rows, or says why it is no-go. */
  readonly problems: readonly string[];
  readonly rows: number;
  /** Seconds between the newest row and the moment that was restored. */
  readonly newestAgeSeconds: number | undefined;
}

/**
 * Go when no table of the restored database has fewer rows than the live one had at the same moment. Tables whose rows do not
 * say when they were written (`undated`) may have grown since: they must only not be empty where the live one is not.
 */
export function judgeDrill(
  { live, restored, undated }: { live: RowCounts; restored: RowCounts; undated: readonly string[] },
  restoredTo: Date,
): DrillVerdict {
  const problems = Object.entries(live.rows).flatMap(([table, wanted]) => {
    const found = restored.rows[table] ?? 0;
    const isEnough = undated.includes(table) ? wanted === 0 || found > 0 : found >= wanted;
    return isEnough ? [] : [`${table}: ${found} rows instead of ${wanted}`];
  });
  const rows = Object.values(restored.rows).reduce((sum, n) => sum + n, 0);
  if (rows === 0) problems.push('the restored database is empty');
  const newestAgeSeconds =
    restored.newestAt === null
      ? undefined
      : Math.round((restoredTo.getTime() - new Date(restored.newestAt).getTime()) / 1000);
  return { isGo: problems.length === 0, problems, rows, newestAgeSeconds };
}
