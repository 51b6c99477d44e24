import { describeError, log } from '@/lib/log';

/** Runs once when the server starts: a missing or wrong setting stops it here and not at the first buyer. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { checkSettings } = await import('@/lib/config/check-settings');
  const { jobsIntervalSeconds } = await checkSettings();
  const { checkVendors } = await import('@/lib/playback/check-vendors');
  await checkVendors();
  const { endStoppedConnections } = await import('@/lib/http/end-stopped-connections');
  endStoppedConnections();
  if (jobsIntervalSeconds === undefined) return;
  const { startJobsInterval } = await import('@/lib/jobs/interval');
  startJobsInterval(jobsIntervalSeconds);
}

/** What no edge caught: one line with the digest that the error page shows as its reference. */
export function onRequestError(error: unknown, request: { path: string; method: string }): void {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const path = request.path.split('?')[0];
  log.error('request.crashed', { digest, path, method: request.method, cause: describeError(error) });
}
