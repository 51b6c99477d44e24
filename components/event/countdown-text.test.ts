import { expect, it } from 'vitest';
import { countdownText } from './countdown-text';

const text = { days: '{days}日 {clock}', now: 'まもなく' };

it.each([
  [0, 'まもなく'],
  [-5000, 'まもなく'],
  [1, '00:00:01'],
  [59_999, '00:01:00'],
  [86_399_000, '23:59:59'],
  [86_400_000, '1日 00:00:00'],
  [2 * 86_400_000 + 3_723_000, '2日 01:02:03'],
])('%s ms are %s', (leftMs, shown) => {
  expect(countdownText(leftMs, text)).toBe(shown);
});
