import { expect, test } from 'vitest';
import { decimalAmount, formatMoney } from './money';

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
