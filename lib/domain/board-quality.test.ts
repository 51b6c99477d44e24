import { expect, test } from 'vitest';
import { boardQuality, type FamilyMeasures, joinShare } from './board-quality';

const chrome: FamilyMeasures = {
  family: 'chrome',
  tried: 10,
  joined: 9,
  stalled: 1,
  playedMs: 900,
  stalledMs: 100,
  starts: [
    { value: 1000, weight: 8 },
    { value: 3000, weight: 1 },
  ],
};
const firefox: FamilyMeasures = {
  family: 'firefox',
  tried: 30,
  joined: 1,
  stalled: 0,
  playedMs: 0,
  stalledMs: 0,
  starts: [{ value: 9000, weight: 1 }],
};

test('over all is made of all, not of the families’ own numbers', () => {
  const quality = boardQuality([chrome, firefox], { counts: [], turnedAway: 10 });
  expect(quality).toMatchObject({ tried: 40, joined: 10, stalled: 1, stallRatio: 0.1 });
  expect([quality.p50Ms, quality.p95Ms]).toEqual([1000, 9000]);
  expect(quality.families.map(({ family, p95Ms, stallRatio }) => [family, p95Ms, stallRatio])).toEqual([
    ['firefox', 9000, null],
    ['chrome', 3000, 0.1],
  ]);
  expect(joinShare(quality)).toBe(0.2);
});

test('nobody there is no zero', () => {
  const quality = boardQuality([], { counts: [], turnedAway: 0 });
  expect(quality).toMatchObject({ tried: 0, p50Ms: null, p95Ms: null, stallRatio: null });
  expect(joinShare(quality)).toBeUndefined();
});
