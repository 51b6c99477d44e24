import { expect, it } from 'vitest';
import { fairPlayKeyId } from './fairplay-key-id';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]));
const digits = '26fecc9b4b354a7e8c9d0a1b2c3d4e5f';

it.each([
  ['skd with a UUID', utf8('skd://26fecc9b-4b35-4a7e-8c9d-0a1b2c3d4e5f')],
  [
    'skd with digits in capitals, key and IV',
    utf8(`skd://${digits.toUpperCase()}:34135A24EA5BEF6B12734748A88CF63F`),
  ],
  ['skd in UTF-16, as legacy Safari has it', utf16(`skd://${digits}`)],
])('reads the key id of %s', (_name, initData) => {
  expect(fairPlayKeyId('com.apple.fps', initData)).toBe(digits);
});

it('reads the default key id of a sinf box (the published one of shaka-player issue 382)', () => {
  const sinf =
    'AAAADGZybWFtcDRhAAAAFHNjaG0AAAAAY2JjcwABAAAAAAA5c2NoaQAAADF0ZW5jAQAAAAAAAQDJyuv/nVBJRoJ1xpgf1uGcEDBBHQdj5UTQu8Xqnj8si+U=';
  expect(fairPlayKeyId('com.apple.fps', utf8(JSON.stringify({ sinf: [sinf] })))).toBe(
    'c9caebff9d5049468275c6981fd6e19c',
  );
});

it.each([
  ['another key system', 'com.widevine.alpha', utf8(`skd://${digits}`)],
  ['no init data', 'com.apple.fps', null],
  ['an asset name without a key id', 'com.apple.fps', utf8('skd://summer-festival')],
  ['a sinf that is cut off', 'com.apple.fps', utf8('{"sinf":["AAAADGZybWE="]}')],
])('claims nothing for %s', (_name, keySystem, initData) => {
  expect(fairPlayKeyId(keySystem, initData)).toBeUndefined();
});
