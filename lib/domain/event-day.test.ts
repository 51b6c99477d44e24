import { describe, expect, test } from 'vitest';
import {
  currentDay,
  type EventDayTimes,
  lastMoment,
  phaseOf,
  playableUntil,
  positionOf,
  switchedTo,
} from './event-day';
import type { ShowPosition } from './show-switch';

const at = (time: string) => new Date(`2026-10-03T${time}Z`);
const nextDay = (time: string) => new Date(`2026-10-04T${time}Z`);
const day: EventDayTimes = {
  doorsAt: at('09:00:00'),
  startsAt: at('10:00:00'),
  endsAt: at('12:00:00'),
  switched: null,
};
const archived = { ...day, archiveUntil: at('20:00:00') };
const switched = (to: ShowPosition, time: string, plan: EventDayTimes = day) => ({
  ...plan,
  switched: { to, at: at(time) },
});

test.each([
  ['08:59:59', 'before'],
  ['09:00:00', 'doors'],
  ['09:59:59', 'doors'],
  ['10:00:00', 'live'],
  ['12:14:59', 'live'],
  ['12:15:00', 'ended'],
])('at %s the day is %s', (time, phase) => {
  expect(phaseOf(day, at(time))).toBe(phase);
  expect(phaseOf(switched('auto', '08:00:00'), at(time)), 'switched back to the clock').toBe(phase);
});

test('after the show there is the archive, where there is one', () => {
  expect(phaseOf(archived, at('12:14:59'))).toBe('live');
  expect(phaseOf(archived, at('12:15:00'))).toBe('archive');
  expect(phaseOf(archived, at('20:00:00'))).toBe('ended');
  expect(playableUntil(archived)).toEqual(at('20:00:00'));
  expect(playableUntil({ ...day, archiveUntil: at('12:10:00') })).toEqual(at('12:15:00'));
});

test('a show may run a quarter of an hour over', () => {
  expect(playableUntil(day)).toEqual(at('12:15:00'));
});

describe('switched by hand', () => {
  const moments = ['08:30:00', '09:30:00', '11:00:00', '13:00:00', '23:59:59'] as const;
  test.each<[string, EventDayTimes, readonly string[]]>([
    ['held before doors', switched('hold', '08:00:00'), ['before', 'before', 'before', 'before', 'before']],
    ['held after doors', switched('hold', '09:10:00'), ['doors', 'doors', 'doors', 'doors', 'doors']],
    [
      'put on air before doors, then held: who is inside stays inside',
      switchedTo(switched('live', '08:00:00'), 'hold', at('08:20:00')),
      ['doors', 'doors', 'doors', 'doors', 'doors'],
    ],
    ['live', switched('live', '08:00:00'), ['live', 'live', 'live', 'live', 'live']],
    ['paused', switched('paused', '08:00:00'), ['live', 'live', 'live', 'live', 'live']],
    ['ended', switched('ended', '08:00:00'), ['ended', 'ended', 'ended', 'ended', 'ended']],
    [
      'ended, with an archive',
      switched('ended', '08:00:00', archived),
      ['ended', 'ended', 'ended', 'archive', 'ended'],
    ],
  ])('%s', (_name, plan, phases) => {
    expect(moments.map((time) => phaseOf(plan, at(time)))).toEqual(phases);
  });

  test('twelve hours after the planned end the clock takes over', () => {
    for (const to of ['hold', 'live', 'paused'] as const) {
      expect(phaseOf(switched(to, '08:00:00'), at('23:59:59')), to).not.toBe('ended');
      expect(phaseOf(switched(to, '08:00:00'), nextDay('00:00:00')), to).toBe('ended');
      expect(positionOf(switched(to, '08:00:00'), nextDay('00:00:00')), to).toBe('auto');
      expect(playableUntil(switched(to, '08:00:00')), to).toEqual(nextDay('00:00:00'));
    }
    expect(playableUntil(switched('ended', '11:00:00'))).toEqual(at('12:15:00'));
    expect(lastMoment(day)).toEqual(nextDay('00:00:00'));
  });
});

describe('the day to show', () => {
  const later: EventDayTimes = {
    doorsAt: at('13:00:00'),
    startsAt: at('14:00:00'),
    endsAt: at('15:00:00'),
    switched: null,
  };

  test('is the one that is on, else the next, else the last', () => {
    const days = [later, day];
    expect(currentDay(days, at('11:00:00'))).toBe(day);
    expect(currentDay(days, at('12:30:00'))).toBe(later);
    expect(currentDay(days, at('23:00:00'))).toBe(later);
    expect(currentDay([], at('11:00:00'))).toBeUndefined();
  });

  test('is the one that was put on air by hand, and never one that was ended', () => {
    const onAir = { ...later, switched: { to: 'live' as const, at: at('11:00:00') } };
    expect(currentDay([archived, onAir], at('12:30:00'))).toBe(onAir);
    expect(currentDay([switched('ended', '11:00:00'), later], at('11:30:00'))).toBe(later);
  });

  test('a show that nobody has ended stands behind the next one once its doors are open', () => {
    const matinee = switched('live', '10:05:00');
    const evening = { ...later, switched: { to: 'live' as const, at: at('13:05:00') } };
    expect(currentDay([matinee, later], at('12:30:00'))).toBe(matinee);
    expect(currentDay([matinee, later], at('13:01:00'))).toBe(later);
    expect(currentDay([matinee, evening], at('14:01:00'))).toBe(evening);
    expect(currentDay([matinee, later], at('15:20:00'))).toBe(matinee);
  });
});
