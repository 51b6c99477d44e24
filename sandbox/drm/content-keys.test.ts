import { expect, test } from 'vitest';
import { contentKeyFor, findContentKey, kidToUuid } from './content-keys';

test('a KID made with the secret leads back to its key without a register', () => {
  const made = contentKeyFor('s', 'hall-1', 'VIDEO');
  expect(findContentKey('s', made.kid)).toEqual(made);
  expect([made.kid.length, made.key.length, made.iv.length]).toEqual([16, 16, 16]);
});

test('a KID of another secret, a changed KID and a wrong length are foreign', () => {
  const { kid } = contentKeyFor('s', 'hall-1', 'VIDEO');
  expect(findContentKey('other', kid)).toBeUndefined();
  for (let at = 0; at < 16; at += 1) {
    const changed = kid.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(findContentKey('s', changed), `byte ${at}`).toBeUndefined();
  }
  expect(findContentKey('s', kid.subarray(0, 15))).toBeUndefined();
});

test('audio, video and every channel have keys of their own', () => {
  const keys = [
    contentKeyFor('s', 'a', 'AUDIO'),
    contentKeyFor('s', 'a', 'VIDEO'),
    contentKeyFor('s', 'b', 'AUDIO'),
    contentKeyFor('s', 'b', 'VIDEO'),
  ];
  expect(new Set(keys.flatMap(({ kid, key, iv }) => [kid, key, iv].map(String))).size).toBe(12);
});

test('a KID is written as a lower-case UUID in big-endian order', () => {
  const kid = new Uint8Array(Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex'));
  expect(kidToUuid(kid)).toBe('00112233-4455-6677-8899-aabbccddeeff');
});
