'use client';

import { useState } from 'react';
import { useTranslations } from 'next-intl';
import type { BoardMinute } from '@/lib/domain/board';
import { BoardChart } from './board-chart';
import { ChartTable } from './board-chart-table';
import { chartNames, type ChartName, chartValue, type ChartWords } from './board-chart-value';
import { useBoardFormat } from './board-format';

interface BoardChartsProps {
  readonly chart: readonly BoardMinute[];
  readonly timeZone: string;
}

/** The last three hours by the minute: four lines under one another with one pointer, and the same as a table. */
export function BoardCharts({ chart, timeZone }: BoardChartsProps) {
  const t = useTranslations('admin.board.chart');
  const [pointed, setPointed] = useState<number>();
  const { minuteOf } = useBoardFormat(timeZone);
  const write = useChartWords(timeZone);
  const at = chart[pointed ?? chart.length - 1] ?? chart.at(-1);
  return (
    <section aria-labelledby="charts" className="flex flex-col gap-3">
      <h2 id="charts" className="text-xl">
        {t('title')}
      </h2>
      <div className="grid gap-4 lg:grid-cols-2">
        {chartNames.map((name) => (
          <figure key={name} className="rounded-card border border-border bg-surface-raised p-3">
            <figcaption className="flex flex-wrap justify-between gap-x-4">
              <strong>{t(name)}</strong>
              <span className="text-text-muted tabular-nums">
                {at !== undefined &&
                  t('at', { time: minuteOf(at.minute), value: write(name, chartValue(at, name)) })}
              </span>
            </figcaption>
            <BoardChart
              name={name}
              chart={chart}
              timeZone={timeZone}
              summary={summaryOf(chart, name, write)}
              onPoint={setPointed}
            />
          </figure>
        ))}
      </div>
      <ChartTable chart={chart} timeZone={timeZone} write={write} />
    </section>
  );

  function summaryOf(minutes: readonly BoardMinute[], name: ChartName, words: typeof write) {
    const values = minutes.map((minute) => chartValue(minute, name));
    const known = values.filter((value) => value !== null);
    const [least, most] = known.length === 0 ? [null, null] : [Math.min(...known), Math.max(...known)];
    const last = values.at(-1) ?? null;
    return t('summary', {
      title: t(name),
      last: words(name, last),
      least: words(name, least),
      most: words(name, most),
    });
  }
}

/** A value of a chart as its readers write it; the title has the unit. */
function useChartWords(timeZone: string): ChartWords {
  const t = useTranslations('admin.board.chart');
  const { count, percent, smallPercent } = useBoardFormat(timeZone);
  return (name, value) => {
    if (value === null) return t('none');
    if (name === 'join') return percent(value / 100);
    return name === 'stalls' ? smallPercent(value / 100) : count(value);
  };
}
