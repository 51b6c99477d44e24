import { requireStaff } from '@/lib/auth/staff';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { moneyFile } from '@/lib/staff/money-file';
import { eventCsv } from '../../event-csv';

export const dynamic = 'force-dynamic';

const where = 'admin.money_csv';

export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/sales/[eventId]/money.csv'>,
): Promise<Response> {
  return answering(where, async () => {
    const staff = await requireStaff('export');
    const { eventId } = await params;
    return eventCsv(request, staff, { eventId, name: 'money', makeFile: moneyFile });
  });
}

/** It would begin what nobody reads. */
export const HEAD = methodNotAllowed(where, 'GET');
