import { requireStaff } from '@/lib/auth/staff';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { ordersFile } from '@/lib/staff/orders-file';
import { eventCsv } from '../../event-csv';

export const dynamic = 'force-dynamic';

const where = 'admin.orders_csv';

export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/sales/[eventId]/orders.csv'>,
): Promise<Response> {
  return answering(where, async () => {
    const staff = await requireStaff('export');
    const { eventId } = await params;
    return eventCsv(request, staff, { eventId, name: 'orders', makeFile: ordersFile });
  });
}

/** It would begin what nobody reads. */
export const HEAD = methodNotAllowed(where, 'GET');
