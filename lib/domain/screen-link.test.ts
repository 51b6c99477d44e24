import { expect, it } from 'vitest';
import { decideScreenCode, parseScreenCode, writtenScreenCode } from './screen-link';

it.each([
  ['ABCD-2345', 'ABCD2345'],
  [' abcd 2345 ', 'ABCD2345'],
  ['ＡＢＣＤー２３４５', 'ABCD2345'],
  ['abcd–2345', 'ABCD2345'],
])('%j is read as %s', (typed, code) => {
  expect(parseScreenCode(typed)).toBe(code);
  expect(parseScreenCode(writtenScreenCode(code))).toBe(code);
});

it.each([
  '',
  'ABCD-234',
  'ABCD-23456',
  'ABCD-234I',
  'ABCD-2340',
  '日本語のコード',
  `${' '.repeat(40)}ABCD2345`,
])('%j is no code', (typed) => {
  expect(parseScreenCode(typed)).toBeUndefined();
});

const expiresAt = new Date('2026-10-03T10:00:00Z');
it.each([
  ['before its end', '2026-10-03T09:59:59.999Z', null, undefined],
  ['at its end', '2026-10-03T10:00:00Z', null, 'code_expired'],
  ['confirmed', '2026-10-03T09:59:59Z', expiresAt, 'code_used'],
  ['confirmed long ago', '2026-10-04T10:00:00Z', expiresAt, 'code_used'],
] as const)('a code %s', (_case, now, confirmedAt, reason) => {
  expect(decideScreenCode({ expiresAt, confirmedAt }, new Date(now))).toBe(reason);
});
