import { expect, test } from 'vitest';
import { type Layout, MAX_FIELDS, readMessage } from './protobuf';
import { field, message, varint } from './test-widevine';

const layout: Layout = { fields: { 1: 'varint', 2: 'bytes', 3: 'repeated bytes' }, others: 'skipped' };
const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('known fields are read, others are passed over', () => {
  const read = readMessage(
    message(
      field(9, 'x'),
      field(3, 'a'),
      field(1, 300),
      hex('2d 01020304'),
      hex('31 0102030405060708'),
      field(3, 'b'),
    ),
    layout,
  );
  expect(read?.varint(1)).toBe(300);
  expect(read?.bytes(2)).toBeUndefined();
  expect(read?.all(3).map(String)).toEqual([Buffer.from('a'), Buffer.from('b')].map(String));
});

test('another field is refused where others are', () => {
  expect(readMessage(field(9, 'x'), { ...layout, others: 'refused' })).toBeUndefined();
});

test.each([
  ['a singular field twice', message(field(2, 'a'), field(2, 'b'))],
  ['a singular number twice', message(field(1, 1), field(1, 1))],
  ['bytes where a number belongs', field(1, 'a')],
  ['a number where bytes belong', field(2, 1)],
  ['four bytes where bytes belong', hex('15 01020304')],
  ['a group', hex('0b 0c')],
  ['an unknown group', hex('4b 4c')],
  ['a wire type that does not exist', hex('0f 01')],
  ['field number 0', hex('00 01')],
  ['a tag that is field 2 in its lower 32 bits', hex('92 80 80 80 10 01 61')],
  ['a tag longer than needed', hex('92 00 01 61')],
  ['a number longer than needed', hex('08 81 00')],
  ['a number of eleven bytes', hex('08 8080808080808080808001')],
  ['a number over 64 bits', hex('08 ffffffffffffffffff02')],
  ['a number without end', hex('08 80')],
  ['a length beyond the buffer', hex('12 02 61')],
  ['a length of 2^63', hex('12 80808080808080808001')],
  ['four bytes cut short', hex('2d 010203')],
  ['eight bytes cut short', hex('31 01020304050607')],
])('%s is refused', (_, bytes) => {
  expect(readMessage(bytes, layout)).toBeUndefined();
});

test('the largest number that fits is never mistaken for a small one', () => {
  expect(readMessage(hex('08 ffffffffffffffffff01'), layout)?.varint(1)).toBeGreaterThan(2 ** 63);
  expect(readMessage(message(hex('08'), varint(2 ** 32 + 1)), layout)?.varint(1)).toBe(2 ** 32 + 1);
});

test('a layer has a bounded number of fields', () => {
  const fields = (count: number): Uint8Array => message(...Array.from({ length: count }, () => field(9, 1)));
  expect(readMessage(fields(MAX_FIELDS), layout)).toBeDefined();
  expect(readMessage(fields(MAX_FIELDS + 1), layout)).toBeUndefined();
});
