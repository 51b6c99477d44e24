import { expect, it } from 'vitest';
import { digitGroups, spokenDigits } from './digit-groups';

it.each([
  ['1234', '1234'],
  ['123456', '123 456'],
  ['90123456789', '90 123 456 789'],
])('%s is seen as %s', (code, seen) => {
  expect(digitGroups(code)).toBe(seen);
});

it('each digit is heard on its own', () => {
  expect(spokenDigits('0120')).toBe('0 1 2 0');
});
