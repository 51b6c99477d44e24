import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { repoRoot } from '../repo-root';
import { assumptions, type CostWish, defaultWish } from './cost-wish';
import { eventCost } from './event-cost';

const night: CostWish = { ...defaultWish, viewers: 10_000, hours: 3, bitrate: 4.1 };
const usdOf = (wish: CostWish, name: string) =>
  eventCost(wish).lines.find((line) => line.name === name)?.usd ?? NaN;

test('the renditions are those of the encoder that infra makes', () => {
  const source = readFileSync(`${repoRoot}/infra/video/ladder.ts`, 'utf8');
  const [ladder = ''] = source.split('export const recorded');
  const heights = [...ladder.matchAll(/height: (\d+)/g)].map(([, height]) => Number(height));
  const bits = [...ladder.matchAll(/maxBitsPerSecond: ([\d_]+)/g)].map(([, each = '']) =>
    Number(each.replaceAll('_', '')),
  );
  const sound = Number(/bitrate: ([\d_]+)/.exec(source)?.[1]?.replaceAll('_', ''));
  expect(assumptions.ladderMbits).toBeCloseTo((bits.reduce((sum, each) => sum + each, 0) + sound) / 1e6, 6);
  expect(assumptions.youtubeMbits).toBeCloseTo((Math.max(...bits) + sound) / 1e6, 6);
  expect(heights.filter((height) => height >= 720)).toHaveLength(assumptions.hdRenditions);
  expect(heights.filter((height) => height < 720)).toHaveLength(assumptions.sdRenditions);
});

describe('10,000 viewers × 3 h × 4.1 Mbit/s, everything of the example plan switched on', () => {
  test.each([
    ['Encode and package', 8 * 13.04],
    ['Recording encoder', 8 * (0.294 + 0.702)],
    // 2 × 8 h of 2.47 GB, and one more HD output.
    ['Reference to YouTube', 8 * 0.702 + ((16 * 5.628 * 3600) / 8192) * 0.114],
    // $2.76 an hour, and 358 GB into the packager.
    ['Test channel', 72 * (0.294 + 2 * 0.702 + 3 * 0.354) + ((72 * 11.328 * 3600) / 8192) * 0.043],
    // The show's two pipelines for eight hours, the test channel's one for 72.
    ['Second region', (((16 + 72) * 11.328 * 3600) / 8192) * (0.09 + 0.043)],
    ['SRT flows', 0],
    // Writer and standby, each 8 ACUs for 5 h and 0.5 for 67; RDS Proxy never counts fewer than 8 of each.
    ['Database', 2 * (8 * 5 + 0.5 * 67) * 0.2 + 2 * 8 * 72 * 0.018],
  ])('%s', (name, usd) => {
    expect(usdOf(night, name)).toBeCloseTo(usd, 6);
  });

  test.each([
    [{ secondRegion: 0 }, 'Second region'],
    [{ recording: 0 }, 'Recording encoder'],
    [{ youtube: 0 }, 'Reference to YouTube'],
    [{ testHours: 0 }, 'Test channel'],
  ])('with %o %s costs nothing, and says so', (change, name) => {
    const line = eventCost({ ...night, ...change }).lines.find((each) => each.name === name);
    expect(line).toMatchObject({ usd: 0, basis: 'none' });
  });

  test('three flows, the recording’s one among them, run as long as the encoders', () => {
    expect(usdOf({ ...night, srtFlows: 3 }, 'SRT flows')).toBeCloseTo(3 * 8 * 0.2, 6);
  });
});
