import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalAmount, formatMoney, minorAmounts } from './money';

test.each([
  [3500, 'JPY', 'ja', '￥3,500'],
  [3500, 'JPY', 'en', '¥3,500'],
  [3550, 'USD', 'en', '$35.50'],
  [1234, 'KWD', 'en', 'KWD 1.234'],
])('%i %s in %s is %s', (amount, currency, locale, shown) => {
  expect(formatMoney(amount, currency, locale).replace('\u00a0', ' ')).toBe(shown);
});

test.each([
  [3500, 'JPY', '3500'],
  [-3500, 'USD', '-35.00'],
  [5, 'USD', '0.05'],
  [-1, 'KWD', '-0.001'],
  [0, 'JPY', '0'],
  [900_719_925_474_099_1, 'USD', '90071992547409.91'],
])('%i %s is %s in a spreadsheet', (amount, currency, written) => {
  expect(decimalAmount(amount, currency)).toBe(written);
});

const readings = (amount: string) => minorAmounts(amount).map(({ amountMinor }) => amountMinor);

test('a typed amount is read in every number of decimals that it can have', () => {
  expect(readings('4500')).toEqual([4500, 450_000, 4_500_000]);
  expect(readings('45.5')).toEqual([4550, 45_500]);
  expect(readings('2147484')).toEqual([2_147_484, 214_748_400]);
  expect(readings('2147483647')).toEqual([2_147_483_647]);
  expect(readings('2147483648')).toEqual([]);
});

test('no reading of an amount is more than a column holds', () => {
  const digits = fc.stringMatching(/^\d{1,9}(\.\d{1,2})?$/);
  fc.assert(
    fc.property(digits, (typed) => {
      for (const minor of readings(typed)) expect(minor).toBeLessThanOrEqual(2_147_483_647);
    }),
  );
});
