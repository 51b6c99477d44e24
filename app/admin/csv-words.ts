import { getMessages, getTranslations } from 'next-intl/server';
import type { CsvWords } from '@/lib/staff/csv-file';

/** In which words a file speaks: a language, or `name`, the fixed names for programs. */
export const csvHeaders = ['ja', 'en', 'name'] as const;

export type CsvHeader = (typeof csvHeaders)[number];

/** Words for columns and codes; a code that has none stays as it is. */
export async function csvWords(header: CsvHeader, timeZone: string): Promise<CsvWords> {
  if (header === 'name') return { column: (name) => name, value: (code) => code };
  const t = await getTranslations({ locale: header, namespace: 'admin.export' });
  const { admin } = await getMessages({ locale: header });
  const columns: Readonly<Record<string, string>> = admin.export.column;
  const values: Readonly<Record<string, string>> = {
    ...admin.audit.power,
    ...admin.audit.look,
    ...admin.people.role,
    ...admin.export.value,
  };
  const column = (name: string) => {
    const [, moment, clock] = /^(\w+)_(local|utc)$/.exec(name) ?? [];
    if (moment === undefined) return columns[name] ?? name;
    return t('clock', {
      column: columns[moment] ?? moment,
      zone: clock === 'utc' ? 'UTC' : zoneWord(timeZone),
    });
  };
  return { column, value: (code) => values[code] ?? code };
}

/** The one zone whose short name is true all year and known to everybody here; of others the IANA name. */
function zoneWord(timeZone: string): string {
  return timeZone === 'Asia/Tokyo' ? 'JST' : timeZone;
}
