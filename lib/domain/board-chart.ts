import { type BoardMinute, CHART_MINUTES } from './board';
import { stallRatioOf } from './board-quality';

/** What is known of one minute; a minute without a row has none of it. */
export interface MinuteCounts {
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly opened: number;
  /** Sessions that were closed in that minute, or last heard of in it. */
  readonly ended: number;
  readonly tried: number;
  readonly joined: number;
  readonly playedMs: number;
  readonly stalledMs: number;
  readonly refused: number;
}

const nothing = {
  opened: 0,
  ended: 0,
  tried: 0,
  joined: 0,
  playedMs: 0,
  stalledMs: 0,
  refused: 0,
};

/** The last three hours, a point for each minute until `lastMinute`; earlier minutes only say how many had come by then. */
export function boardChart(counts: readonly MinuteCounts[], lastMinute: number): readonly BoardMinute[] {
  const first = lastMinute - CHART_MINUTES + 1;
  const byMinute = new Map(counts.map((count) => [count.minute, count]));
  let viewers = counts
    .filter(({ minute }) => minute < first)
    .reduce((sum, { opened, ended }) => sum + opened - ended, 0);
  return Array.from({ length: CHART_MINUTES }, (_, index) => {
    const minute = first + index;
    const { opened, ended, tried, joined, refused, ...time } = byMinute.get(minute) ?? nothing;
    viewers += opened - ended;
    return { minute, viewers, tried, joined, stallRatio: stallRatioOf(time), refused };
  });
}
