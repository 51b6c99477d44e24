import { z } from 'zod';
import type { Staff } from '@/lib/auth/staff';
import { parseDayRange } from '@/lib/domain/day-range';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import type { CsvFile } from '@/lib/staff/csv-file';
import type { SalesScope } from '@/lib/staff/sales-movements';
import { findSalesEvent } from '@/lib/staff/sales-report';
import { csvAnswer } from '../csv-answer';
import { csvHeaders } from '../csv-words';
import { dayOf } from '../day-of';

interface EventCsv {
  readonly eventId: string;
  readonly name: 'orders' | 'money' | 'watch' | 'refusals';
  readonly makeFile: (scope: SalesScope) => CsvFile;
}

const asked = z.strictObject({
  from: z.string().default(''),
  to: z.string().default(''),
  header: z.enum(csvHeaders).default('ja'),
});

/** One of an event's files. Throws Fault `not_found` without the event, `bad_request` for days that are none. */
export async function eventCsv(request: Request, staff: Staff, of: EventCsv): Promise<Response> {
  const { data: query } = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const range = query === undefined ? undefined : parseDayRange(query);
  if (query === undefined || range === undefined) throw new Fault('bad_request', 'no such days or header');
  const { data: eventId } = idSchema.safeParse(of.eventId);
  const event = eventId === undefined ? undefined : await findSalesEvent(runtime().db, staff, eventId);
  if (event === undefined) throw new Fault('not_found', 'no such event');
  const { timeZone } = event;
  const days = [
    ...(range.from === undefined ? [] : [`from-${range.from}`]),
    ...(range.to === undefined ? [] : [`to-${range.to}`]),
  ];
  return csvAnswer(request, staff, {
    where: `admin.${of.name}_csv`,
    file: of.makeFile({ eventId: event.id, timeZone, range }),
    fileName: [event.slug, of.name, ...days, `as-of-${dayOf(runtime().now, timeZone)}`].join('.'),
    header: query.header,
    timeZone,
  });
}
