import type { ReactNode } from 'react';

export interface RecordColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
}

export interface RecordRow {
  readonly key: string;
  /** One cell per column; the first names the row. */
  readonly cells: readonly ReactNode[];
}

interface RecordTableProps {
  /** Id of the heading that names the table. */
  readonly labelledBy: string;
  readonly columns: readonly RecordColumn[];
  readonly rows: readonly RecordRow[];
}

/**
 * A table that is a list of cards where it has no room. The roles repeat what the elements say because browsers
 * take table semantics away from elements that are not displayed as a table.
 */
export function RecordTable({ labelledBy, columns, rows }: RecordTableProps) {
  return (
    <table
      role="table"
      aria-labelledby={labelledBy}
      className="relative block w-full text-left text-sm lg:table lg:border-collapse"
    >
      <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
        <tr role="row" className="lg:border-b lg:border-border-strong">
          {columns.map(({ key, label, numeric = false }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className={`px-3 py-2 font-bold whitespace-nowrap text-text-muted ${numeric ? 'lg:text-right' : ''}`}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="grid gap-3 sm:grid-cols-2 lg:table-row-group">
        {rows.map(({ key, cells }) => (
          <tr
            key={key}
            role="row"
            className="flex flex-col gap-1 rounded-card border border-border bg-surface-raised p-4 lg:table-row lg:rounded-none lg:border-x-0 lg:border-t-0"
          >
            {columns.map((column, index) => (
              <RecordCell key={column.key} column={column} isHead={index === 0}>
                {cells[index]}
              </RecordCell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RecordCellProps {
  readonly column: RecordColumn;
  readonly isHead: boolean;
  readonly children: ReactNode;
}

const cellClass = 'lg:table-cell lg:px-3 lg:py-2 lg:align-baseline';

function RecordCell({ column, isHead, children }: RecordCellProps) {
  if (isHead) {
    return (
      <th role="rowheader" scope="row" className={`text-left font-bold ${cellClass}`}>
        {children}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={`flex flex-wrap justify-between gap-x-4 ${cellClass} ${column.numeric ? 'lg:text-right lg:tabular-nums' : ''}`}
    >
      <span aria-hidden="true" className="shrink-0 text-text-muted lg:hidden">
        {column.label}
      </span>
      <span className={`min-w-0 text-right ${column.numeric ? '' : 'lg:text-left'}`}>{children}</span>
    </td>
  );
}
