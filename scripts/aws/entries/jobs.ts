import { runJobs, type JobReport } from '@/lib/jobs/run-jobs';
import { runtime } from '@/lib/runtime';
import { prepare, prepareEarly } from './prepare';

prepareEarly();

/** A tick of the jobs, whatever the event says. Rejects when a job broke, so that the function's alarm sees it. */
export async function handler(): Promise<JobReport> {
  await prepare();
  const { db, now } = runtime();
  const report = await runJobs(db, now);
  if (report.failed.length > 0) throw new Error(`Jobs failed: ${report.failed.join(', ')}`);
  return report;
}
