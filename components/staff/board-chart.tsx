'use client';

import 'uplot/dist/uPlot.min.css';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { BoardMinute } from '@/lib/domain/board';
import { type ChartName, chartValue } from './board-chart-value';
import { drawChart, type DrawnChart } from './draw-chart';

interface BoardChartProps {
  readonly name: ChartName;
  readonly chart: readonly BoardMinute[];
  readonly timeZone: string;
  /** In a sentence, for those who do not see it. */
  readonly summary: string;
  /** Which point the pointer is at; undefined: at none. */
  readonly onPoint: (index: number | undefined) => void;
}

/** One line. The chart library comes with the first one that is drawn, and on no other page; its place is kept free. */
export function BoardChart({ name, chart, timeZone, summary, onPoint }: BoardChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart>(undefined);
  const values = () =>
    [chart.map(({ minute }) => minute * 60), chart.map((minute) => chartValue(minute, name))] as const;
  const newest = useEffectEvent(values);
  const point = useEffectEvent(onPoint);
  useEffect(() => {
    const target = box.current;
    if (target === null) return;
    const leaving = new AbortController();
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    const draw = async () => {
      const made = await drawChart(target, { name, timeZone, onPoint: (index) => point(index) });
      if (leaving.signal.aborted) return made.remove();
      drawn.current?.remove();
      drawn.current = made;
      made.show(newest());
    };
    void draw();
    scheme.addEventListener('change', () => void draw(), { signal: leaving.signal });
    return () => {
      leaving.abort();
      drawn.current?.remove();
      drawn.current = undefined;
    };
  }, [name, timeZone]);
  useEffect(() => drawn.current?.show(newest()), [chart]);
  return (
    <div role="img" aria-label={summary}>
      {/* Never as wide as what is drawn: a phone that is turned would scroll sideways until it is drawn anew. */}
      <div ref={box} className={`h-36 overflow-hidden border-border contain-inline-size ${inks[name]}`} />
    </div>
  );
}

/** The line takes the color of its box: the canvas knows no style sheet. */
const inks = {
  viewers: 'text-info',
  join: 'text-success',
  stalls: 'text-warning',
  refused: 'text-danger',
} as const satisfies Record<ChartName, string>;
