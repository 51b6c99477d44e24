import { expect, test } from 'vitest';
import { box, findBox, fullBox, readBoxes, uint32, uint64 } from './mp4-boxes';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('a box is its size, its type and its payload', () => {
  expect(hex(box('free', uint32(1)))).toBe('0000000c' + '66726565' + '00000001');
  expect(hex(fullBox('tfdt', [1, 2], uint64(0x1_0000_0000n)))).toBe(
    '00000014' + '74666474' + '01000002' + '0000000100000000',
  );
});

test('boxes are found again by their path', () => {
  const file = box('moov', box('mvhd'), box('trak', box('tkhd'), box('mdia', uint32(7))));
  expect([...readBoxes(file, 8)].map(({ type }) => type)).toEqual(['mvhd', 'trak']);
  const mdia = findBox(file, 'moov/trak/mdia');
  expect(hex(file.subarray(mdia.body, mdia.end))).toBe('00000007');
  expect(() => findBox(file, 'moov/udta')).toThrow('udta');
});

test('a size that does not fit is refused', () => {
  const file = box('free', uint32(0));
  expect(() => [...readBoxes(file.subarray(0, 10))]).toThrow('does not fit');
  expect(() => [...readBoxes(uint32(4, 0))]).toThrow('does not fit');
});
