import { expect, it } from 'vitest';
import { clocksDiffer, formatDateTime, formatShortDateTime } from './format-date-time';

const at = new Date('2026-07-25T09:00:00Z');

it.each([
  ['ja', '2026年7月25日(土) 18:00 JST'],
  ['en', 'Sat, Jul 25, 2026, 18:00 GMT+9'],
])('a moment in %s names day, time and zone', (locale, text) => {
  expect(formatDateTime({ at, timeZone: 'Asia/Tokyo', locale })).toBe(text);
});

it('the short form keeps day, time and zone', () => {
  const short = formatShortDateTime({ at, timeZone: 'America/New_York', locale: 'ja' });
  expect(short).toBe('7月25日(土) 05:00 GMT-4');
});

it('midnight is 00, not 24', () => {
  const midnight = new Date('2026-07-24T15:00:00Z');
  expect(formatDateTime({ at: midnight, timeZone: 'Asia/Tokyo', locale: 'ja' })).toContain(' 00:00');
});

it.each([
  ['Asia/Seoul', false],
  ['America/New_York', true],
  ['Asia/Shanghai', true],
])('clocks of Tokyo and %s differ: %s', (zone, differ) => {
  expect(clocksDiffer(at, 'Asia/Tokyo', zone)).toBe(differ);
});
