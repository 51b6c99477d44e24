import type { Database } from '@/lib/db/client';
import { describeError, log } from '@/lib/log';
import { expireHolds } from '@/lib/sales/expire-holds';
import { reconcile } from '@/lib/sales/reconcile';
import { sendRefunds } from '@/lib/sales/send-refunds';

export interface JobReport {
  readonly holdsReleased: number;
  readonly reconciled: number;
  readonly refundsSent: number;
  /** Names of the jobs that broke; the others ran all the same. */
  readonly failed: readonly string[];
}

/** One tick of everything that happens without a request. Idempotent, safe in parallel, each job on its own. */
export async function runJobs(db: Database, now: Date): Promise<JobReport> {
  const failed: string[] = [];
  const attempt = async (name: string, job: () => Promise<number>): Promise<number> => {
    try {
      return await job();
    } catch (error) {
      failed.push(name);
      log.error('job.failed', { job: name, cause: describeError(error) });
      return 0;
    }
  };
  const reconciled = await attempt('reconcile', () => reconcile(db, now));
  const holdsReleased = await attempt('expire_holds', () => expireHolds(db, now));
  const refundsSent = await attempt('send_refunds', () => sendRefunds(db, now));
  return { holdsReleased, reconciled, refundsSent, failed };
}
