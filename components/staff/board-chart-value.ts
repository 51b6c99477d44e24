import type { BoardMinute } from '@/lib/domain/board';

export const chartNames = ['viewers', 'join', 'stalls', 'refused'] as const;

export type ChartName = (typeof chartNames)[number];

/** Null where there was nothing to measure: the line has a gap. */
export type ChartValue = number | null;

/** A value as the page's readers write it; the chart's title has the unit. */
export type ChartWords = (name: ChartName, value: ChartValue) => string;

/** What a chart shows of a minute; shares in percent. */
export function chartValue(minute: BoardMinute, name: ChartName): ChartValue {
  switch (name) {
    case 'viewers':
      return minute.viewers;
    case 'join':
      return minute.tried === 0 ? null : (minute.joined / minute.tried) * 100;
    case 'stalls':
      return minute.stallRatio === null ? null : minute.stallRatio * 100;
    case 'refused':
      return minute.refused;
  }
}
