import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTimeZone, readLocalTime, withLater, writeLocalTime } from './zoned-time';

const zones = [
  'Asia/Tokyo',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Africa/Monrovia',
];

test('a moment is the same after it was written as local time and read again, in every zone and at every hour', () => {
  const moment = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
      const read = readLocalTime(writeLocalTime(at, zone), zone);
      expect(read).toMatchObject({ at });
    }),
    { numRuns: 2000 },
  );
});

test('the same holds in the minutes around every change of the clocks', () => {
  const changes = ['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z'];
  for (const change of changes) {
    for (const zone of zones) {
      for (let minute = -180; minute <= 180; minute += 15) {
        const at = new Date(Date.parse(change) + minute * 60_000);
        expect(readLocalTime(writeLocalTime(at, zone), zone), `${at.toISOString()} ${zone}`).toMatchObject({
          at,
        });
      }
    }
  }
});

test.each([
  ['2026-07-25T18:00', 'Asia/Tokyo', '2026-07-25T09:00:00.000Z'],
  ['2026-07-25T18:00', 'America/New_York', '2026-07-25T22:00:00.000Z'],
  ['2026-01-25T18:00:30', 'Europe/Berlin', '2026-01-25T17:00:30.000Z'],
  ['2026-02-01T00:00', 'Asia/Kathmandu', '2026-01-31T18:15:00.000Z'],
])('%s in %s is one moment', (text, zone, at) => {
  expect(readLocalTime(text, zone)).toEqual({ kind: 'once', at: new Date(at) });
});

test('an hour that clocks show twice is two moments, and which one is kept', () => {
  const zone = 'America/New_York';
  const [first, second] = [new Date('2026-11-01T05:30Z'), new Date('2026-11-01T06:30Z')];
  expect(readLocalTime('2026-11-01T01:30', zone)).toEqual({ kind: 'twice', at: first, isLater: false });
  const later = withLater('2026-11-01T01:30', true);
  expect(readLocalTime(later, zone)).toEqual({ kind: 'twice', at: second, isLater: true });
  expect(writeLocalTime(first, zone)).toBe('2026-11-01T01:30');
  expect(writeLocalTime(second, zone)).toBe(later);
});

test.each([
  ['2026-03-08T02:30', 'America/New_York', 'skipped'],
  ['2026-03-29T02:30', 'Europe/Berlin', 'skipped'],
  ['2011-12-30T12:00', 'Pacific/Apia', 'skipped'],
  ['2026-02-30T12:00', 'Asia/Tokyo', 'unreadable'],
  ['2026-02-01T24:30', 'Asia/Tokyo', 'unreadable'],
  ['', 'Asia/Tokyo', 'unreadable'],
  ['tomorrow', 'Asia/Tokyo', 'unreadable'],
  ['2026-02-01T12:00', 'Nowhere/City', 'unreadable'],
])('%s in %s is %s', (text, zone, kind) => {
  expect(readLocalTime(text, zone)).toEqual({ kind });
});

test('zones of the IANA database are known, others are not', () => {
  expect(zones.every(isTimeZone)).toBe(true);
  expect(isTimeZone('Nowhere/City')).toBe(false);
  expect(writeLocalTime(new Date(0), 'Nowhere/City')).toBe('');
});
