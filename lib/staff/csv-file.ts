import type { SQL } from 'drizzle-orm';
import type { DayRange } from '@/lib/domain/day-range';
import type { StaffPower } from '@/lib/domain/staff-role';

/** `money`: minor units of the row's `currency`. `code`: one of a closed list, shown as a word. */
export interface CsvColumn {
  readonly name: string;
  readonly kind?: 'money' | 'code' | 'codes';
}

/** A file that staff can take away: its columns, and the query that names them. */
export interface CsvFile {
  readonly power: StaffPower;
  /** What is written down about it: which file, of what. */
  readonly detail: string;
  readonly columns: readonly CsvColumn[];
  readonly query: SQL;
}

/** How columns and codes are called; `lib` has no words. */
export interface CsvWords {
  readonly column: (name: string) => string;
  readonly value: (code: string) => string;
}

/** For the record of looks: `orders evt_… 2026-11-01..`. */
export function detailOf(name: string, eventId: string, { from = '', to = '' }: Partial<DayRange>): string {
  return from === '' && to === '' ? `${name} ${eventId}` : `${name} ${eventId} ${from}..${to}`;
}
