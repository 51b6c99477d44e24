import { expect, test } from 'vitest';
import { weightOfMinute } from './quality-minute';

const quiet = { sessionId: 'pbs_1', minute: 0, isStart: false, isTroubled: false, troubledBefore: 0 };
const hour = Array.from({ length: 60 }, (_, index) => 29_000_000 + index);

test('a quiet hour is told in two minutes that stand for all of it, whenever it began', () => {
  for (const sessionId of ['pbs_a', 'pbs_b', 'pbs_c']) {
    const weights = hour.flatMap((minute) => weightOfMinute({ ...quiet, sessionId, minute }) ?? []);
    expect(weights).toEqual([30, 30]);
  }
});

test('an audience does not tell its quiet minutes as one', () => {
  const told = (minute: number) =>
    Array.from({ length: 3000 }, (_, index) => `pbs_${index}`).filter(
      (sessionId) => weightOfMinute({ ...quiet, sessionId, minute }) !== undefined,
    ).length;
  for (const minute of hour) {
    expect(told(minute)).toBeGreaterThan(60);
    expect(told(minute)).toBeLessThan(150);
  }
});

test('starts and the first trouble are always told; trouble without end is thinned out', () => {
  expect(weightOfMinute({ ...quiet, isStart: true })).toBe(1);
  let troubledBefore = 0;
  let stoodFor = 0;
  for (const minute of hour) {
    const weight = weightOfMinute({ ...quiet, minute, isTroubled: true, troubledBefore });
    if (weight !== undefined) troubledBefore += 1;
    stoodFor += weight ?? 0;
  }
  expect([troubledBefore, stoodFor]).toEqual([16, 60]);
});
