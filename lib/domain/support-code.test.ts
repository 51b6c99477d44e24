import { expect, test } from 'vitest';
import { makeSupportCode, parseSupportCode } from './support-code';

const codes = Array.from({ length: 200 }, (_, n) =>
  makeSupportCode(Uint8Array.of(n, n * 7, n * 13, n * 29, n * 31)),
);

test('codes are six characters that nobody confuses', () => {
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
});

test('a code is recognised as typed by hand: small letters, spaces around', () => {
  for (const code of codes) expect(parseSupportCode(` ${code.toLowerCase()} `)).toBe(code);
});

test('every single wrong character and every swap of neighbours is found', () => {
  for (const code of codes.slice(0, 20)) {
    for (let place = 0; place < 6; place += 1) {
      for (const wrong of '23456789ABCDEFGHJKMNPQRSTUVWXYZ') {
        if (wrong === code[place]) continue;
        expect(parseSupportCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBeUndefined();
      }
      const swapped =
        code.slice(0, place) + (code[place + 1] ?? '') + (code[place] ?? '') + code.slice(place + 2);
      if (place < 5 && swapped !== code) expect(parseSupportCode(swapped)).toBeUndefined();
    }
  }
});
