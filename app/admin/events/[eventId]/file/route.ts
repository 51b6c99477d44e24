import { requireStaff } from '@/lib/auth/staff';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { answering } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';
import { writeEventFile } from '@/lib/staff/event-file';
import { readEventPlan } from '@/lib/staff/read-event-plan';

export const dynamic = 'force-dynamic';

/** The event as one file, for staff who may edit it; 404 for anyone else. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/admin/events/[eventId]/file'>,
): Promise<Response> {
  return answering('admin.event_file', async () => {
    const staff = await requireStaff('edit_events');
    const { data: eventId } = idSchema.safeParse((await params).eventId);
    const stored = eventId === undefined ? undefined : await readEventPlan(runtime().db, staff, eventId);
    if (stored === undefined) throw new Fault('not_found', 'no such event');
    return new Response(writeEventFile(stored.plan), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${stored.plan.slug}.v${stored.version}.event.json"`,
        'cache-control': 'no-store',
      },
    });
  });
}
