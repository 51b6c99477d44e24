import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weightedPercentile } from './weighted-percentile';

const values = fc.array(
  fc.record({ value: fc.integer({ min: 0, max: 50 }), weight: fc.integer({ min: 1, max: 30 }) }),
  { maxLength: 30 },
);
const percent = fc.integer({ min: 1, max: 100 });

test('it is what counting every single one comes to', () => {
  fc.assert(
    fc.property(values, percent, (given, of100) => {
      const each = given
        .flatMap(({ value, weight }) => Array<number>(weight).fill(value))
        .sort((a, b) => a - b);
      const rank = Math.ceil((of100 * each.length) / 100);
      expect(weightedPercentile(given, of100 / 100)).toBe(each[Math.max(0, rank - 1)]);
    }),
  );
});

test.each([
  [0.5, 200],
  [0.75, 200],
  [0.76, 900],
  [1, 900],
])('of 100, 200 twice and 900: %d is %d', (share, expected) => {
  const given = [
    { value: 900, weight: 1 },
    { value: 100, weight: 1 },
    { value: 200, weight: 2 },
  ];
  expect(weightedPercentile(given, share)).toBe(expected);
});

test('nothing has no percentile', () => {
  expect(weightedPercentile([], 0.5)).toBeUndefined();
});
