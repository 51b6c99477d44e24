import { expect, it } from 'vitest';
import { judgeClock } from './device-server';

const serverTime = Date.parse('2026-10-03T12:00:00Z');
/** The `Date` header is cut to the second: on average the server is half a second further. */
const read = (seconds: number, wayMs: number) =>
  judgeClock({ serverTime, now: serverTime + 500 + seconds * 1000 + wayMs / 2, wayMs });

it.each([
  [0, 100, 'passed'],
  [30, 0, 'passed'],
  [31, 0, 'warned'],
  [-31, 0, 'warned'],
  [600, 100, 'warned'],
  [34, 10_000, 'passed'],
  [-36, 10_000, 'warned'],
])('%i s off, known after %i ms, is %s', (seconds, wayMs, result) => {
  expect(read(seconds, wayMs).clock.result).toBe(result);
});

it('tells by how much, and says nothing where the server does not tell its time', () => {
  expect(read(-600, 200).finding).toEqual({ kind: 'clock', seconds: -600 });
  expect(judgeClock({ serverTime: NaN, now: 0, wayMs: 0 }).clock.result).toBe('skipped');
});
