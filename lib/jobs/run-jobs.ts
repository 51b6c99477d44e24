import { eq, lt } from 'drizzle-orm';
import { forgetOldActs } from '@/lib/auth/act-limit';
import { forgetSignInCodes } from '@/lib/auth/forget-sign-in-codes';
import { forgetSignIns } from '@/lib/auth/forget-sign-ins';
import { now as currentTime } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import { jobRuns } from '@/lib/db/schema/operations';
import { describeError, log } from '@/lib/log';
import { forgetQoe } from '@/lib/playback/forget-qoe';
import { forgetScreenLinks } from '@/lib/playback/forget-screen-links';
import { expireHolds } from '@/lib/sales/expire-holds';
import { readMissedEvents } from '@/lib/sales/read-missed-events';
import { reconcile } from '@/lib/sales/reconcile';
import { prepareMassRefunds } from '@/lib/sales/refund-event';
import { sendMails } from '@/lib/sales/send-mails';
import { sendRefunds } from '@/lib/sales/send-refunds';

/** In this order: what has been paid is seen before a hold is ended, and mails tell of what the tick did. */
const jobs = {
  reconciled: reconcile,
  eventsMissed: readMissedEvents,
  holdsReleased: expireHolds,
  refundsWritten: prepareMassRefunds,
  refundsSent: sendRefunds,
  mailsSent: sendMails,
  oldActsForgotten: forgetOldActs,
  signInCodesForgotten: forgetSignInCodes,
  signInsForgotten: forgetSignIns,
  qualityForgotten: forgetQoe,
  screensForgotten: forgetScreenLinks,
} as const satisfies Record<string, (db: Database, now: Date) => Promise<number>>;

type JobName = keyof typeof jobs;

export interface JobReport extends Readonly<Record<JobName, number>> {
  /** Names of the jobs that broke; the others ran all the same. */
  readonly failed: readonly JobName[];
}

const KEEP_RUNS_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * One tick of everything that happens without a request. Idempotent, safe in parallel, each job on its own; each run
 * is recorded in `job_runs` for a week, those that never finished too.
 */
export async function runJobs(db: Database, now: Date): Promise<JobReport> {
  const runId = await beginRun(db, now);
  const failed: JobName[] = [];
  const attempt = async (name: JobName): Promise<number> => {
    try {
      return await jobs[name](db, now);
    } catch (error) {
      failed.push(name);
      log.error('job.failed', { job: name, cause: describeError(error) });
      return 0;
    }
  };
  const counts = {
    reconciled: await attempt('reconciled'),
    eventsMissed: await attempt('eventsMissed'),
    holdsReleased: await attempt('holdsReleased'),
    refundsWritten: await attempt('refundsWritten'),
    refundsSent: await attempt('refundsSent'),
    mailsSent: await attempt('mailsSent'),
    oldActsForgotten: await attempt('oldActsForgotten'),
    signInCodesForgotten: await attempt('signInCodesForgotten'),
    signInsForgotten: await attempt('signInsForgotten'),
    qualityForgotten: await attempt('qualityForgotten'),
    screensForgotten: await attempt('screensForgotten'),
  };
  await db
    .update(jobRuns)
    .set({ finishedAt: currentTime(), report: counts, failed })
    .where(eq(jobRuns.id, runId));
  return { ...counts, failed };
}

async function beginRun(db: Database, now: Date): Promise<number> {
  await db.delete(jobRuns).where(lt(jobRuns.startedAt, new Date(now.getTime() - KEEP_RUNS_MS)));
  const [run] = await db.insert(jobRuns).values({ startedAt: now }).returning({ id: jobRuns.id });
  if (run === undefined) throw new Error('insert returned no row');
  return run.id;
}
