import { requireStaff } from '@/lib/auth/staff';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { actsFile } from '@/lib/staff/audit-files';
import { auditCsv } from '../audit-csv';

export const dynamic = 'force-dynamic';

const where = 'admin.acts_csv';

export async function GET(request: Request): Promise<Response> {
  return answering(where, async () => {
    const staff = await requireStaff('see_audit');
    return auditCsv(request, staff, { name: 'acts', makeFile: actsFile });
  });
}

/** It would begin what nobody reads. */
export const HEAD = methodNotAllowed(where, 'GET');
