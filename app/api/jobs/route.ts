import { bearerToken } from '@/lib/http/header-reader';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireJobsSecret } from '@/lib/jobs/require-jobs-secret';
import { runJobs } from '@/lib/jobs/run-jobs';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'jobs';

/** One tick, for a scheduler that knows the secret. 500 when a job broke, so that the schedule's alarm sees it. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    await requireJobsSecret(bearerToken(request.headers));
    const { db, now } = runtime();
    const report = await runJobs(db, now);
    return Response.json(report, {
      status: report.failed.length === 0 ? 200 : 500,
      headers: { 'cache-control': 'no-store' },
    });
  });
}

export const GET = methodNotAllowed(where, 'POST');
