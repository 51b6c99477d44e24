import type { ReactNode } from 'react';
import { RecordTable, type RecordColumn, type RecordRow } from './record-table';

interface CaseSectionProps {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly RecordColumn[];
  readonly rows: readonly RecordRow[];
  /** What stands in for the table when there are no rows. */
  readonly nothing: ReactNode;
}

/** One kind of record of a case under its heading. */
export function CaseSection({ id, title, columns, rows, nothing }: CaseSectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {rows.length > 0 && <RecordTable labelledBy={id} columns={columns} rows={rows} />}
      {rows.length === 0 && <p className="text-text-muted">{nothing}</p>}
    </section>
  );
}
