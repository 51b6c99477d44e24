import { expect, it } from 'vitest';
import { isoDay, takeDay } from './search-day';

const of = (month: number, day: number, year?: number) => ({ year, month, day });

it('a day without a year is the last one that has begun anywhere', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  expect(isoDay(of(11, 29), now)).toBe('2026-11-29');
  expect(isoDay(of(11, 30), now)).toBe('2026-11-30');
  expect(isoDay(of(12, 1), now)).toBe('2025-12-01');
  expect(isoDay(of(2, 29), now)).toBe('2024-02-29');
  expect(isoDay(of(1, 1), new Date('2026-12-31T20:00:00Z'))).toBe('2027-01-01');
});

it('a day with its year is that day', () => {
  expect(isoDay(of(12, 1, 2026), new Date('2026-11-29T12:00:00Z'))).toBe('2026-12-01');
});

it.each([
  ['4242 20261129', '4242'],
  ['20261129 4242 4500', '4242 4500'],
  ['4242、20261129、4500円', '4242、 、4500円'],
])('%j has the day without signs between its numbers', (text, rest) => {
  const taken = takeDay(text);
  expect(taken.day).toEqual(of(11, 29, 2026));
  expect(taken.rest.trim()).toBe(rest);
});

it.each([
  '¥20261129',
  '$ 20261129',
  '20261129円',
  '20261129 jpy',
  '20261129.50',
  '120261129',
  '20261329',
  '20260230',
])('%j has none', (text) => {
  expect(takeDay(text)).toEqual({ day: undefined, rest: text });
});
