import { expect, it } from 'vitest';
import { isoDay } from './search-day';

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
