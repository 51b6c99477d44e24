import { expect, it } from 'vitest';
import { judgeSpeed } from './device-speed';

const qualities = [
  { height: 720, kbps: 3000 },
  { height: 480, kbps: 1000 },
  { height: 240, kbps: 300 },
];

it.each([
  [299, 'failed'],
  [300, 'warned'],
  [1499, 'warned'],
  [1500, 'passed'],
  [undefined, 'skipped'],
])('%s kbit/s is %s for a show from 300 with 480 lines at 1000', (kbps, result) => {
  expect(judgeSpeed(kbps, qualities).outcome.result).toBe(result);
});

it('a show without a small quality is measured by its lowest', () => {
  const only = [{ height: 1080, kbps: 4000 }];
  expect([3999, 5999, 6000].map((kbps) => judgeSpeed(kbps, only).outcome.result)).toEqual([
    'failed',
    'warned',
    'passed',
  ]);
});

it('nothing is said of a stream that names no quality', () => {
  expect(judgeSpeed(100, []).outcome.result).toBe('skipped');
});
