import { desc, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { jobRuns } from '@/lib/db/schema/operations';
import { type CheckLine, go, noGo } from './check-line';

/** Schedules tick by the minute; a tick that mails to many may take some. */
const LATE_SECONDS = 300;

/** The background work ran lately and to its end. */
export async function checkJobs(db: Database, now: Date): Promise<CheckLine> {
  const what = 'the jobs run';
  const fix =
    'One machine: set JOBS_INTERVAL_SECONDS. Else a scheduler POSTs /api/jobs with JOBS_SECRET; its log says why not.';
  const [last] = await db
    .select({ finishedAt: jobRuns.finishedAt, failed: jobRuns.failed })
    .from(jobRuns)
    .where(isNotNull(jobRuns.finishedAt))
    .orderBy(desc(jobRuns.startedAt))
    .limit(1);
  if (last === undefined || last.finishedAt === null) return noGo(what, 'no run is on record', fix);
  const seconds = Math.round((now.getTime() - last.finishedAt.getTime()) / 1000);
  if (seconds > LATE_SECONDS) return noGo(what, `the last one ended ${seconds} s ago`, fix);
  if (last.failed.length > 0)
    return noGo(what, `failed in the last run: ${last.failed.join(', ')}`, 'See job.failed in the log.');
  return go(what, `the last one ended ${seconds} s ago, nothing failed`);
}
