import { expect, it } from 'vitest';
import { passSaving } from './pass-saving';

const ticket = (id: string, priceMinor: number, eventDayIds: string[], currency = 'JPY') => ({
  id,
  priceMinor,
  eventDayIds,
  currency,
});
const days = [ticket('1', 2500, ['d1']), ticket('2', 2500, ['d2']), ticket('3', 3500, ['d3'])];
const pass = ticket('pass', 7000, ['d1', 'd2', 'd3']);

it.each([
  ['before the first day', { offers: days, endedDayIds: [] }, 1500],
  ['when its days still to come cost less one by one', { offers: days, endedDayIds: ['d1'] }, undefined],
  ['when only one day is left', { offers: days, endedDayIds: ['d1', 'd2'] }, undefined],
  ['when a day is not sold by itself', { offers: days.slice(1), endedDayIds: [] }, undefined],
  [
    'when days are sold in another currency',
    { offers: [...days.slice(1), ticket('1', 20, ['d1'], 'USD')], endedDayIds: [] },
    undefined,
  ],
  [
    'against the cheapest ticket of a day',
    { offers: [...days, ticket('early', 2000, ['d1'])], endedDayIds: [] },
    1000,
  ],
])('what a pass saves %s', (_case, given, saving) => {
  expect(passSaving(pass, given)).toBe(saving);
});

it('a ticket for one day saves nothing', () => {
  expect(passSaving(ticket('1', 100, ['d1']), { offers: days, endedDayIds: [] })).toBeUndefined();
});
