import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount, readWholeNumber, writeAmount } from './typed-number';

test('an amount is the same after it was written and read, in currencies of no, two and three decimals', () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.constantFrom('JPY', 'USD', 'KWD'), (minor, currency) => {
      expect(readAmount(writeAmount(minor, currency), currency)).toBe(minor);
    }),
  );
});

test.each([
  ['2500', 'JPY', 2500],
  ['２，５００', 'JPY', 2500],
  ['25.00', 'JPY', undefined],
  ['25', 'USD', 2500],
  ['25.5', 'USD', 2550],
  ['25.555', 'USD', undefined],
  ['1,234.567', 'KWD', 1_234_567],
  ['-5', 'JPY', undefined],
  ['1e3', 'JPY', undefined],
  ['', 'JPY', undefined],
])('%s %s', (text, currency, minor) => {
  expect(readAmount(text, currency)).toBe(minor);
});

test('whole numbers take full-width digits and separators, and nothing else', () => {
  expect(['３０００', '3,000', ' 3000 '].map(readWholeNumber)).toEqual([3000, 3000, 3000]);
  expect(['', '3.5', '-1', 'x', '1e3'].map(readWholeNumber)).toEqual(Array(5).fill(undefined));
});
