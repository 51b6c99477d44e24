import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePageKey, writePageKey } from './page-key';

test('a key is read back from the address, to the microsecond', () => {
  const moment = fc
    .tuple(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }), fc.nat(999))
    .map(([at, micro]) => at.toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`));
  const id = fc.stringMatching(/^[\x21-\x7e]{1,300}$/);
  fc.assert(
    fc.property(fc.record({ moment, id }), (key) => {
      expect(parsePageKey(writePageKey(key))).toEqual(key);
    }),
  );
});

test.each([
  '',
  'pbs_1',
  '2030-05-01T10:00:00.000Z~pbs_1',
  '2030-02-31T10:00:00.000000Z~pbs_1',
  '2030-13-01T10:00:00.000000Z~pbs_1',
  '2030-05-01T10:00:00.000000Z~',
  '2030-05-01T10:00:00.000000Z~a\0',
  `2030-05-01T10:00:00.000000Z~${'a'.repeat(301)}`,
])('%j is no key', (text) => {
  expect(parsePageKey(text)).toBeUndefined();
});
