import { sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { openReading, type Reading, type ReadRow } from '@/lib/db/open-reading';
import { CSV_BOM, type CsvCell, csvRecord } from '@/lib/domain/csv';
import { decimalAmount } from '@/lib/domain/money';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import type { TextSource } from '@/lib/http/text-stream';
import type { CsvColumn, CsvFile, CsvWords } from '@/lib/staff/csv-file';
import { logLook } from '@/lib/staff/log-look';

/** Each takes a connection of the pool (DATABASE_POOL_MAX) for as long as its reader takes. */
const MOST_AT_ONCE = 2;
let underWay = 0;

/**
 * The text of a file, as its rows are at this moment, in memory that does not grow with them. The look is written down before
 * this returns. Has to be closed. Throws Fault `not_found` without the power, `unavailable` while this process sends others.
 */
export async function streamCsv(
  db: Database,
  staff: Staff,
  { file, words, now }: { readonly file: CsvFile; readonly words: CsvWords; readonly now: Date },
): Promise<TextSource> {
  if (!hasPower(staff.roles, file.power)) throw new Fault('not_found', `no power to ${file.power}`);
  const reading = await openOneOfFew(async () => {
    // Before the reading holds a connection: there may be but one.
    const count = await countRows(db, file);
    await logLook(db, staff, { what: 'export', detail: file.detail, count, now });
    return openReading(db, file.query);
  });
  let head: string | undefined = CSV_BOM + csvRecord(file.columns.map(({ name }) => words.column(name)));
  const next = async () => {
    const rows = await reading.read();
    const text = rows
      .map((row) => csvRecord(file.columns.map((column) => cellOf(row, column, words))))
      .join('');
    const part = `${head ?? ''}${text}`;
    head = undefined;
    return part === '' ? undefined : part;
  };
  return { next, close: reading.close };
}

async function openOneOfFew(open: () => Promise<Reading>): Promise<Reading> {
  if (underWay >= MOST_AT_ONCE)
    throw new Fault('unavailable', 'enough exports under way', { retryAfterSeconds: 10 });
  underWay += 1;
  let isCounted = true;
  const leave = () => {
    if (isCounted) underWay -= 1;
    isCounted = false;
  };
  try {
    const reading = await open();
    return { ...reading, close: () => reading.close().finally(leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

async function countRows(db: Database, { query }: CsvFile): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${query}) counted`,
  );
  return rows[0]?.count ?? 0;
}

/** Throws on a value that no column has: what is in a file is text, numbers or nothing. */
function cellOf(row: ReadRow, { name, kind }: CsvColumn, { value: wordOf }: CsvWords): CsvCell {
  const value = row[name];
  if (value === null) return null;
  if (kind === 'money') return { decimal: decimalAmount(Number(value), String(row.currency)) };
  if (kind === 'code') return wordOf(String(value));
  if (kind === 'codes') return String(value).split(' ').map(wordOf).join(' ');
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`column ${name} is neither text nor number`);
}
