import { assumptions, type CostWish } from './cost-wish';
import { type EventCost, notInIt } from './event-cost';
import { japanTraffic, japanTrafficSource, type Price, prices } from './prices';

/** The cost as lines for a terminal: parts, totals, and every input with its source and date. */
export function costTable(wish: CostWish, cost: EventCost): readonly string[] {
  const { viewers, hours, bitrate, tax } = wish;
  return [
    `${viewers.toLocaleString('en-US')} viewers × ${hours} h × ${bitrate} Mbit/s`,
    '',
    ...cost.lines.map(({ name, basis, usd }) => row(name, usd, basis)),
    row('Before tax', cost.subtotalUsd),
    row(`Tax, ${tax} %`, cost.taxUsd),
    row('Total', cost.totalUsd),
    row('Per viewer', cost.perViewerUsd),
    '',
    'Not in it:',
    ...notInIt.map((thing) => `  ${thing}`),
    '',
    'Inputs by flags (--help):',
    ...Object.entries(wish).map(([name, value]) => `  ${name} ${value}`),
    '',
    'Taken for granted:',
    ...Object.entries(assumptions).map(([name, value]) => `  ${name} ${value}`),
    '',
    'Prices, US dollars before tax:',
    ...Object.entries(prices).map(priceLine),
    `  CDN traffic per GB ${japanTraffic.map(tier).join(', ')} — ${japanTrafficSource.source}, ${japanTrafficSource.asOf}`,
    '  licensePrice is a PLACEHOLDER: no vendor publishes one — drm vendors’ pages, 2026-08',
  ];
}

/** Everything of the table, for programs. */
export function costJson(wish: CostWish, cost: EventCost): string {
  const traffic = { tiers: japanTraffic, ...japanTrafficSource };
  const inputs = { assumptions, prices, japanTraffic: traffic };
  return JSON.stringify({ wish, ...cost, notInIt, inputs }, null, 2);
}

function priceLine([name, price]: [string, Price]): string {
  const { usd, per, source, asOf, isPlaceholder = false } = price;
  const warning = isPlaceholder ? 'is a PLACEHOLDER, no source found: ' : '';
  return `  ${name} ${warning}${plain(usd)} per ${per} — ${source}, ${asOf}`;
}

function row(name: string, usd: number, basis = ''): string {
  const digits = usd < 0.995 ? 4 : 2;
  const amount = usd.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${name.padEnd(26)}${`$${amount}`.padStart(14)}   ${basis}`.trimEnd();
}

function tier({ upTo, usd }: { readonly upTo?: number; readonly usd: number }): string {
  return upTo === undefined ? `above ${usd}` : `to ${upTo / 1024} TB ${usd}`;
}

function plain(usd: number): string {
  return usd.toFixed(10).replace(/\.?0+$/, '');
}
