import type { ComponentPropsWithoutRef, ReactNode } from 'react';

interface Column {
  readonly label: string;
  /** Heads a column of `NumberCell`. */
  readonly numeric?: boolean;
}

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Rows: `<tr>` with `HeadCell`, `Cell` and `NumberCell`. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself, by keyboard too, so that the page never does. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-border bg-surface-raised"
    >
      <table className="w-full border-collapse text-left text-sm">
        <caption className="border-b border-border px-4 py-3 text-left text-base font-bold">
          {caption}
        </caption>
        <thead className="bg-surface-sunken text-text-muted">
          <tr>
            {columns.map(({ label, numeric = false }) => (
              <th
                key={label}
                scope="col"
                className={`px-4 py-2 font-bold whitespace-nowrap ${numeric ? 'text-right' : 'text-left'}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">{children}</tbody>
      </table>
    </div>
  );
}

export function Cell(props: Omit<ComponentPropsWithoutRef<'td'>, 'className'>) {
  return <td className="px-4 py-3 align-top" {...props} />;
}

/** The cell that names its row. */
export function HeadCell(props: Omit<ComponentPropsWithoutRef<'th'>, 'className'>) {
  return <th scope="row" className="px-4 py-3 text-left align-top font-bold whitespace-nowrap" {...props} />;
}

export function NumberCell(props: Omit<ComponentPropsWithoutRef<'td'>, 'className'>) {
  return <td className="px-4 py-3 text-right align-top whitespace-nowrap tabular-nums" {...props} />;
}
