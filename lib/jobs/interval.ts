import { runJobs } from '@/lib/jobs/run-jobs';
import { describeError, log } from '@/lib/log';
import { runtime } from '@/lib/runtime';

/** Ticks in this process, one after the other, for deployments of one machine. Never stops the server. */
export function startJobsInterval(seconds: number): void {
  const tick = async (): Promise<void> => {
    try {
      const { db, now } = runtime();
      await runJobs(db, now);
    } catch (error) {
      log.error('jobs.tick_failed', { cause: describeError(error) });
    }
    setTimeout(() => void tick(), seconds * 1000).unref();
  };
  setTimeout(() => void tick(), seconds * 1000).unref();
}
