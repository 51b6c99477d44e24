import { expect, test } from 'vitest';
import { movedTo, readDemoEvent } from './demo-plan';

const startsAt = new Date('2031-02-03T04:30:00Z');

test.each([
  ['minato-2026', 'day_minato_2'],
  ['minato-encore', 'day_minato_encore'],
] as const)('%s is an event file; moved, it keeps every distance between its moments', (name, dayId) => {
  const file = readDemoEvent(name);
  const moved = movedTo(file, dayId, startsAt);
  expect(moved.days.find(({ id }) => id === dayId)?.startsAt).toEqual(startsAt);
  const back = movedTo(moved, dayId, file.days.find(({ id }) => id === dayId)?.startsAt ?? startsAt);
  expect(back).toEqual(file);
  expect(() => movedTo(file, 'day_other', startsAt)).toThrow('has no day_other');
});
