import { expect, test } from 'vitest';
import { kidFromBytes, parseKid } from './kid';

const uuid = '00112233-4455-6677-8899-aabbccddeeff';

test.each([uuid, uuid.toUpperCase(), uuid.replaceAll('-', '')])('%s is read as the one spelling', (text) => {
  expect(parseKid(text)).toBe(uuid);
});

test.each([
  '',
  'zz112233445566778899aabbccddeeff',
  uuid.slice(1),
  `${uuid}0`,
  '0011-2233445566778899aabbccddeeff',
])('%j is no key id', (text) => {
  expect(parseKid(text)).toBeUndefined();
});

test('sixteen bytes are one, any other length is none', () => {
  expect(kidFromBytes(Uint8Array.from({ length: 16 }, (_, n) => n * 17))).toBe(uuid);
  expect(kidFromBytes(new Uint8Array(15))).toBeUndefined();
});
