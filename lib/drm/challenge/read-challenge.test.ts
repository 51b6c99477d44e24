import { expect, test } from 'vitest';
import { keySystems } from '@/lib/domain/key-system';
import { parseKid } from '@/lib/domain/kid';
import { MAX_CHALLENGE_BYTES } from '@/lib/domain/license-limits';
import { readChallenge } from './read-challenge';

const kid = parseKid('2f05477ffc24bb4faefd86517156daff');
const base64url = 'LwVHf_wku0-u_YZRcVba_w';
const clearKey = (text: string) => readChallenge('clearkey', Buffer.from(text));

test.each(keySystems)('%s: nothing and too much are refused', (keySystem) => {
  expect(readChallenge(keySystem, new Uint8Array())).toBeUndefined();
  expect(readChallenge(keySystem, Buffer.alloc(MAX_CHALLENGE_BYTES + 1, ' '))).toBeUndefined();
});

test('an SPC is sealed whatever it is, up to the bound', () => {
  expect(readChallenge('fairplay', Uint8Array.of(0))).toEqual({ kind: 'sealed' });
  expect(readChallenge('fairplay', new Uint8Array(MAX_CHALLENGE_BYTES))).toEqual({ kind: 'sealed' });
});

test('a ClearKey request names its keys, each once', () => {
  const challenge = { kind: 'new', kids: [kid], contentIds: [] };
  expect(clearKey(`{"kids":["${base64url}"],"type":"temporary"}`)).toEqual(challenge);
  expect(clearKey(`{ "type": "temporary",\n "kids": ["${base64url}", "${base64url}"] }`)).toEqual(challenge);
});

test.each([
  `{"kids":["${base64url}"],"type":"persistent-license"}`,
  `{"kids":["${base64url}"]}`,
  `{"kids":[],"type":"temporary"}`,
  `{"kids":["${base64url}=="],"type":"temporary"}`,
  `{"kids":["${base64url}"],"kids":["AAAAAAAAAAAAAAAAAAAAAA"],"type":"temporary"}`,
  `{"\\u006bids":["${base64url}"],"type":"temporary"}`,
  `{"kids":[${Array.from({ length: 33 }, () => `"${base64url}"`).join()}],"type":"temporary"}`,
  '[]',
  'null',
  '{"kids"',
])('%s is no ClearKey request', (text) => {
  expect(clearKey(text)).toBeUndefined();
});
