import { expect, test } from 'vitest';
import { currentDay, phaseOf, playableUntil } from './event-day';

const at = (time: string) => new Date(`2026-10-03T${time}Z`);
const day = { doorsAt: at('09:00:00'), startsAt: at('10:00:00'), endsAt: at('12:00:00') };

test.each([
  ['08:59:59', 'before'],
  ['09:00:00', 'doors'],
  ['09:59:59', 'doors'],
  ['10:00:00', 'live'],
  ['12:14:59', 'live'],
  ['12:15:00', 'ended'],
])('at %s the day is %s', (time, phase) => {
  expect(phaseOf(day, at(time))).toBe(phase);
});

test('after the show there is the archive, where there is one', () => {
  const archived = { ...day, archiveUntil: at('20:00:00') };
  expect(phaseOf(archived, at('12:14:59'))).toBe('live');
  expect(phaseOf(archived, at('12:15:00'))).toBe('archive');
  expect(phaseOf(archived, at('20:00:00'))).toBe('ended');
  expect(playableUntil(archived)).toEqual(at('20:00:00'));
  expect(playableUntil({ ...day, archiveUntil: at('12:10:00') })).toEqual(at('12:15:00'));
});

test('a show may run a quarter of an hour over', () => {
  expect(playableUntil(day)).toEqual(at('12:15:00'));
});

test('the day to show is the one that is on, else the next, else the last', () => {
  const later = { doorsAt: at('13:00:00'), startsAt: at('14:00:00'), endsAt: at('15:00:00') };
  const days = [later, day];
  expect(currentDay(days, at('11:00:00'))).toBe(day);
  expect(currentDay(days, at('12:30:00'))).toBe(later);
  expect(currentDay(days, at('23:00:00'))).toBe(later);
  expect(currentDay([], at('11:00:00'))).toBeUndefined();
});
