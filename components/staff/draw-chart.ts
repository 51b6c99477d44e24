import type { AlignedData, Options } from 'uplot';
import type { ChartName } from './board-chart-value';

export interface DrawnChart {
  readonly show: (values: readonly [readonly number[], readonly (number | null)[]]) => void;
  readonly remove: () => void;
}

interface ChartWish {
  readonly name: ChartName;
  readonly timeZone: string;
  readonly onPoint: (index: number | undefined) => void;
}

const HEIGHT = 144;

/** An empty chart in that box, as wide as it is, in its colors; the pointer of one is the pointer of all. */
export async function drawChart(box: HTMLElement, wish: ChartWish): Promise<DrawnChart> {
  const { default: UPlot } = await import('uplot');
  const plot = new UPlot(optionsOf(box, wish), [[], []], box);
  const width = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: HEIGHT }));
  width.observe(box);
  return {
    show: ([minutes, values]) => {
      const data: AlignedData = [[...minutes], [...values]];
      plot.setData(data);
    },
    remove: () => {
      width.disconnect();
      plot.destroy();
    },
  };
}

function optionsOf(box: HTMLElement, { name, timeZone, onPoint }: ChartWish): Options {
  const { color, borderTopColor } = getComputedStyle(box);
  const muted = getComputedStyle(box.closest('section') ?? box).color;
  const clock = new Intl.DateTimeFormat('en', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const axis = {
    stroke: muted,
    grid: { stroke: borderTopColor, width: 1 },
    ticks: { stroke: borderTopColor },
  };
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { sync: { key: 'board' }, drag: { x: false, y: false } },
    scales: { y: { range: (_plot, _least, most) => [0, name === 'join' ? 100 : Math.max(1, most * 1.1)] } },
    series: [
      {},
      { stroke: color, width: 2, points: { show: name === 'join' || name === 'stalls', size: 4 } },
    ],
    axes: [
      {
        ...axis,
        size: 32,
        values: (_plot, ticks) => ticks.map((seconds) => clock.format(new Date(seconds * 1000))),
      },
      { ...axis, size: 56 },
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
}
