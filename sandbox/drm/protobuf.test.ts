import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFields, writeMessage } from './protobuf';

const field = fc.tuple(
  fc.integer({ min: 1, max: 2000 }),
  fc.oneof(fc.integer({ min: 0, max: 2 ** 48 }), fc.uint8Array({ maxLength: 300 })),
);

test('what is written is read back, repeated fields in order', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
      const read = readFields(writeMessage(...fields));
      const flat = [...(read ?? [])].flatMap(([number, values]) => values.map((value) => [number, value]));
      const inOrder = [...new Set(fields.map(([number]) => number))].flatMap((number) =>
        fields.filter(([each]) => each === number),
      );
      expect(flat).toEqual(inOrder);
    }),
  );
});

test('no bytes make it throw or run on', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readFields(bytes)));
});

test.each([
  ['an endless integer', 'ffffffffffffffffffff'],
  ['a length beyond the end', '0a05aa'],
  ['field number 0', '0001'],
  ['a fixed32', '0d00000000'],
])('%s is refused', (_name, hex) => {
  expect(readFields(Buffer.from(hex, 'hex'))).toBeUndefined();
});
