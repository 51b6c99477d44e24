import type { Staff } from '@/lib/auth/staff';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { answering } from '@/lib/http/respond';
import { limitRate } from '@/lib/http/rate-limit';
import { runtime } from '@/lib/runtime';
import { findTimeline, timelineVersion } from '@/lib/staff/timeline';
import type { TimelineScope } from '@/lib/staff/timeline-scope';
import { timelineParameters } from './timeline-parameters';

interface AskedNews {
  readonly request: Request;
  readonly staffOf: () => Promise<Staff>;
  readonly scope: TimelineScope;
}

/** The version of a timeline's newest page, for the page that shows it. Nothing personal is in it, so no look is logged. */
export function answerNews(where: string, { request, staffOf, scope }: AskedNews): Promise<Response> {
  return answering(where, async () => {
    const staff = await staffOf();
    await limitRate('timeline_news', staff.email);
    for (const id of Object.values(scope))
      if (!idSchema.safeParse(id).success) throw new Fault('not_found', 'no such id');
    const { db, now } = runtime();
    const { group } = timelineParameters(Object.fromEntries(new URL(request.url).searchParams));
    const page = await findTimeline(db, staff, { scope, group, now });
    return Response.json({ version: timelineVersion(page) }, { headers: { 'cache-control': 'no-store' } });
  });
}
