import { limitAct } from '@/lib/auth/act-limit';
import type { Staff } from '@/lib/auth/staff';
import { Fault } from '@/lib/fault';
import { isFromElsewhere } from '@/lib/http/same-origin';
import { textStream } from '@/lib/http/text-stream';
import { runtime } from '@/lib/runtime';
import type { CsvFile } from '@/lib/staff/csv-file';
import { streamCsv } from '@/lib/staff/stream-csv';
import { type CsvHeader, csvWords } from './csv-words';

interface CsvAnswer {
  readonly where: string;
  readonly file: CsvFile;
  /** Letters of an address only. */
  readonly fileName: string;
  readonly header: CsvHeader;
  readonly timeZone: string;
}

/**
 * A file for staff to take away. Whoever called this has asked for the power already; it is asked for once more. Throws Fault
 * `bad_request` where another site's page has opened it: each file is a look, and one of the few at a time.
 */
export async function csvAnswer(request: Request, staff: Staff, answer: CsvAnswer): Promise<Response> {
  if (isFromElsewhere(request.headers)) throw new Fault('bad_request', 'opened by another site');
  const { where, file, fileName, header, timeZone } = answer;
  const { db, now } = runtime();
  await limitAct(db, 'export', staff.email);
  const words = await csvWords(header, timeZone);
  const source = await streamCsv(db, staff, { file, words, now });
  return new Response(textStream(source, where), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
