import { expect, test } from 'vitest';
import { parseDayRange } from './day-range';

test.each([
  [
    { from: '', to: '' },
    { from: undefined, to: undefined },
  ],
  [
    { from: '2026-02-28', to: '' },
    { from: '2026-02-28', to: undefined },
  ],
  [
    { from: '2028-02-29', to: '2028-02-29' },
    { from: '2028-02-29', to: '2028-02-29' },
  ],
  [{ from: '2026-02-30', to: '' }, undefined],
  [{ from: '2026-2-3', to: '' }, undefined],
  [{ from: '', to: '1926-02-03' }, undefined],
  [{ from: '2026-03-02', to: '2026-03-01' }, undefined],
  [{ from: "'; drop", to: '' }, undefined],
])('%o is %o', (typed, range) => {
  expect(parseDayRange(typed)).toEqual(range);
});
