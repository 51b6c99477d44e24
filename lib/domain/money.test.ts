import { expect, test } from 'vitest';
import { formatMoney } from './money';

test.each([
  [3500, 'JPY', 'ja', '￥3,500'],
  [3500, 'JPY', 'en', '¥3,500'],
  [3550, 'USD', 'en', '$35.50'],
  [1234, 'KWD', 'en', 'KWD 1.234'],
])('%i %s in %s is %s', (amount, currency, locale, shown) => {
  expect(formatMoney(amount, currency, locale).replace('\u00a0', ' ')).toBe(shown);
});
