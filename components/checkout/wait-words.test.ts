import { expect, it } from 'vitest';
import { aboutSeconds, placeNow } from './wait-words';

it.each([
  [0, 5],
  [4, 5],
  [11, 15],
  [30, 30],
  [31, 40],
  [95, 100],
])('%s seconds left are told as about %s', (left, about) => {
  expect(aboutSeconds(left)).toBe(about);
});

it('the place in line goes down with the time and ends at one', () => {
  expect([60, 30, 10, 0].map((left) => placeNow(3600, { of: 60, left }))).toEqual([3600, 1800, 600, 1]);
});

it('a time that was rounded up puts nobody further back', () => {
  expect(placeNow(420, { of: 7, left: 10 })).toBe(420);
});
