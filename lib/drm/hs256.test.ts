import { createHmac } from 'node:crypto';
import { createVerifier } from 'fast-jwt';
import { expect, it } from 'vitest';
import { createHs256Reader, createHs256Signer } from './hs256';

const key = 'a-key-of-at-least-thirty-two-bytes';
const claims = { sub: 'pbs_1', exp: 4_102_444_800 };
const read = createHs256Reader(key, 'playback+jwt');
const token = createHs256Signer(key, 'playback+jwt')(claims);
const base64Url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** With a good signature whatever the header says, as by someone who has the key for another purpose. */
function signedAs(header: object, payload: object): string {
  const input = `${base64Url(header)}.${base64Url(payload)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

it('reads what it signed, and so does another implementation', () => {
  expect(read(token)).toEqual(claims);
  expect(createVerifier({ key, algorithms: ['HS256'] })(token)).toEqual(claims);
});

const [head = '', body = '', signature = ''] = token.split('.');

it.each([
  ['nothing', ''],
  ['no JWT', 'abc'],
  ['another algorithm', signedAs({ alg: 'HS512', typ: 'playback+jwt' }, claims)],
  ['no algorithm', `${base64Url({ alg: 'none', typ: 'playback+jwt' })}.${body}.`],
  ['another type', signedAs({ alg: 'HS256', typ: 'JWT' }, claims)],
  ['a key of its own in the header', signedAs({ alg: 'HS256', typ: 'playback+jwt', jwk: {} }, claims)],
  ['other claims', `${head}.${base64Url({ ...claims, sub: 'pbs_2' })}.${signature}`],
  ['no signature', `${head}.${body}.`],
  ['a signature cut off', `${head}.${body}.${signature.slice(0, -1)}`],
  ['a signature that goes on', `${token}A`],
  ['a signature in other letters', `${head}.${body}.${signature}=`],
  ['another key', createHs256Signer('b-key-of-at-least-thirty-two-bytes', 'playback+jwt')(claims)],
  ['no payload', `${head}.${signature}`],
])('reads nothing of a token with %s', (_name, forged) => {
  expect(read(forged)).toBeUndefined();
});
