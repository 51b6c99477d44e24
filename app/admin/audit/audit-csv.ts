import { z } from 'zod';
import type { Staff } from '@/lib/auth/staff';
import { type AuditFilter, parseAuditFilter } from '@/lib/domain/audit-filter';
import { HOUSE_TIME_ZONE } from '@/lib/domain/house-time-zone';
import { Fault } from '@/lib/fault';
import { runtime } from '@/lib/runtime';
import type { CsvFile } from '@/lib/staff/csv-file';
import { csvAnswer } from '../csv-answer';
import { csvHeaders } from '../csv-words';
import { dayOf } from '../day-of';
import { typedFilter } from './typed-filter';

interface AuditCsv {
  readonly name: 'acts' | 'looks';
  readonly makeFile: (filter: AuditFilter) => CsvFile;
}

const text = z.string().max(200).optional();
const asked = z.strictObject({
  who: text,
  power: text,
  order: text,
  event: text,
  from: text,
  to: text,
  header: z.enum(csvHeaders).default('ja'),
});

/** The records that the page's filter means. Throws Fault `bad_request` for a filter that cannot be meant. */
export async function auditCsv(request: Request, staff: Staff, of: AuditCsv): Promise<Response> {
  const { data: query } = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (query === undefined) throw new Fault('bad_request', 'no such filter');
  const { filter, problems } = parseAuditFilter(typedFilter(query));
  if (problems.length > 0) throw new Fault('bad_request', `no such ${problems.join()}`);
  return csvAnswer(request, staff, {
    where: `admin.${of.name}_csv`,
    file: of.makeFile(filter),
    fileName: `stagedoor.audit-${of.name}.as-of-${dayOf(runtime().now, HOUSE_TIME_ZONE)}`,
    header: query.header,
    timeZone: HOUSE_TIME_ZONE,
  });
}
