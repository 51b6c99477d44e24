import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChallenge } from './read-challenge';
import { kids, mutate, mutations, runs } from './test-mutations';
import { kidBytes } from './test-widevine';

const someKids = fc.uniqueArray(kids, { minLength: 1, maxLength: 5 });
const base64url = (kid: string): string => Buffer.from(kidBytes(kid)).toString('base64url');
const request = (names: readonly string[], indent: number): Uint8Array =>
  Buffer.from(JSON.stringify({ kids: names.map(base64url), type: 'temporary' }, undefined, indent));

test('ClearKey: a request gives back exactly its keys', () => {
  const check = fc.property(someKids, fc.nat(2), (names, indent) => {
    const expected = { kind: 'new', kids: names, contentIds: [] };
    expect(readChallenge('clearkey', request(names, indent))).toEqual(expected);
  });
  fc.assert(check, runs);
});

test('ClearKey: damage never throws and never hides a key', () => {
  let accepted = 0;
  const check = fc.property(someKids, mutations, (names, steps) => {
    const bytes = mutate(request(names, 0), steps);
    const challenge = readChallenge('clearkey', bytes);
    if (challenge?.kind !== 'new') return;
    accepted += 1;
    const arrays = [
      ...Buffer.from(bytes)
        .toString()
        .matchAll(/"kids"\s*:\s*\[([^\]]*)/g),
    ].map(([, list = '']) => list);
    const found = arrays.flatMap((list) => list.match(/[\w-]{22}/g) ?? []);
    const reported = challenge.kids.map(base64url);
    const plain = found.map((text) => Buffer.from(text, 'base64url').toString('base64url'));
    expect(reported).toEqual(expect.arrayContaining(plain));
  });
  fc.assert(check, runs);
  expect(accepted).toBeGreaterThan(100);
});

test('FairPlay: whatever is there is sealed', () => {
  const check = fc.property(fc.uint8Array({ minLength: 1, maxLength: 256 }), (bytes) => {
    expect(readChallenge('fairplay', bytes)).toEqual({ kind: 'sealed' });
  });
  fc.assert(check, runs);
});
