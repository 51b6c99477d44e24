import { expect, it } from 'vitest';
import { toggleChoice } from './selection';

const offers = [
  { id: 'one', eventDayIds: ['d1'] },
  { id: 'two', eventDayIds: ['d2'] },
  { id: 'pass', eventDayIds: ['d1', 'd2', 'd3'] },
];

it.each([
  ['adds a ticket for another day', ['one'], 'two', ['one', 'two']],
  ['takes a chosen ticket out', ['one', 'two'], 'one', ['two']],
  ['lets a pass replace the days it covers', ['one', 'two'], 'pass', ['pass']],
  ['lets a day replace the pass', ['pass'], 'two', ['two']],
])('switching %s', (_case, chosen, id, result) => {
  expect(toggleChoice(chosen, { id, offers })).toEqual(result);
});
