import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { verifyVendorToken } from './vendor-token';

const now = 1_800_000_000;
const kid = '0123abcd-0123-0123-0123-0123456789ab';
const good = { iss: 'portal', iat: now, exp: now + 60, jti: '1', kids: [kid] };

function sign(claims: Record<string, unknown>, secret = 'vendor', alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

const verify = (token: string) =>
  verifyVendorToken(`Bearer ${token}`, ['former', 'vendor'], new Date(now * 1000));

test.each([
  ['as documented', good],
  ['not persistent', { ...good, persistent: false }],
  ['300 s long', { ...good, exp: now + 300 }],
  ['expired within the skew', { ...good, iat: now - 60, exp: now - 29 }],
  ['from a clock 30 s ahead', { ...good, iat: now + 30, exp: now + 90 }],
])('a token is taken: %s', async (_case, claims) => {
  expect(await verify(await sign(claims))).toEqual({ kids: [kid] });
});

test.each([
  ['longer than 300 s', { ...good, exp: now + 301 }],
  ['expired', { ...good, iat: now - 90, exp: now - 30 }],
  ['from the future', { ...good, iat: now + 31, exp: now + 90 }],
  ['ending before it begins', { ...good, iat: now + 10, exp: now + 5 }],
  ['persistent', { ...good, persistent: true }],
  ['without KIDs', { ...good, kids: [] }],
  ['with an upper-case KID', { ...good, kids: [kid.toUpperCase()] }],
  ...['iss', 'iat', 'exp', 'jti', 'kids'].map((claim): [string, Record<string, unknown>] => [
    `without ${claim}`,
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== claim)),
  ]),
])('a token is refused: %s', async (_case, claims) => {
  expect(await verify(await sign(claims))).toBeUndefined();
});

test('another secret, another algorithm, none at all and no token are refused', async () => {
  const payload = (await sign(good)).split('.')[1];
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  expect(await verify(await sign(good, 'another'))).toBeUndefined();
  expect(await verify(await sign(good, 'vendor', 'HS512'))).toBeUndefined();
  expect(await verify(unsigned)).toBeUndefined();
  expect(await verify('a.b.c')).toBeUndefined();
  expect(await verifyVendorToken(undefined, ['vendor'], new Date(now * 1000))).toBeUndefined();
});

test('while a secret is rotated, tokens of the former and of the new one are taken', async () => {
  expect(await verify(await sign(good, 'former'))).toEqual({ kids: [kid] });
  expect(await verify(await sign(good, 'vendor'))).toEqual({ kids: [kid] });
});
