import { expect, it } from 'vitest';
import { clockText } from './clock-text';

it.each([
  [0, '0:00'],
  [61, '1:01'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [72 * 3600 - 2, '71:59:58'],
])('%s seconds are %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});
