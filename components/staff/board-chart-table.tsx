'use client';

import { useState } from 'react';
import { useTranslations } from 'next-intl';
import { Cell, HeadCell, NumberCell, Table } from '@/components/ui/table';
import type { BoardMinute } from '@/lib/domain/board';
import { chartNames, chartValue, type ChartWords } from './board-chart-value';
import { useBoardFormat } from './board-format';

interface ChartTableProps {
  readonly chart: readonly BoardMinute[];
  readonly timeZone: string;
  readonly write: ChartWords;
}

/** All that the lines show, the newest minute first; made only when somebody opens it. */
export function ChartTable({ chart, timeZone, write }: ChartTableProps) {
  const t = useTranslations('admin.board.chart');
  const [isOpen, setIsOpen] = useState(false);
  const { minuteOf } = useBoardFormat(timeZone);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer py-2 font-bold text-accent underline underline-offset-4">
        {t('table')}
      </summary>
      {isOpen && (
        <Table
          caption={t('title')}
          columns={[{ label: t('minute') }, ...chartNames.map((name) => ({ label: t(name), numeric: true }))]}
        >
          {chart.toReversed().map((minute) => (
            <tr key={minute.minute}>
              <HeadCell>{minuteOf(minute.minute)}</HeadCell>
              {chartNames.map((name) => {
                const value = chartValue(minute, name);
                return value === null ? (
                  <Cell key={name} />
                ) : (
                  <NumberCell key={name}>{write(name, value)}</NumberCell>
                );
              })}
            </tr>
          ))}
        </Table>
      )}
    </details>
  );
}
