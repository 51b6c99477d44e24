import { requireStaff } from '@/lib/auth/staff';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { watchFile } from '@/lib/staff/watch-file';
import { eventCsv } from '../../event-csv';

export const dynamic = 'force-dynamic';

const where = 'admin.watch_csv';

export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/sales/[eventId]/watch.csv'>,
): Promise<Response> {
  return answering(where, async () => {
    const staff = await requireStaff('export');
    const { eventId } = await params;
    return eventCsv(request, staff, { eventId, name: 'watch', makeFile: watchFile });
  });
}

/** It would begin what nobody reads. */
export const HEAD = methodNotAllowed(where, 'GET');
