import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { kidToUuid } from '../content-keys';
import { accountsOf } from './sandbox-accounts';
import {
  bytesFrom,
  expectCkc,
  fairPlayChallenge,
  foreignKid,
  form,
  kidOf,
  nowSeconds,
  octets,
  playReadyChallenge,
  readWidevineLicense,
  signJwt,
  soap,
  spcForm,
  twinForTests,
  widevineChallenge,
  wrappedPlayReady,
} from './test-rig';

const twin = twinForTests(accountsOf({ DRM_HTTP_SECRET: 'latest,former' }));
const kid = kidOf('hall');

interface Draft {
  claims?: object;
  secret?: string;
  alg?: string;
}

async function bearer({ claims, secret = 'latest', alg = 'HS256' }: Draft = {}) {
  const now = nowSeconds();
  const all = {
    kids: [kidToUuid(kid)],
    contentId: 'hall',
    iat: now,
    exp: now + 60,
    licenseSeconds: 600,
    ...claims,
  };
  const token = await signJwt(all, { secret: new TextEncoder().encode(secret), alg });
  return { authorization: `Bearer ${token}` };
}

async function ask(draft: Draft = {}, body: Uint8Array = widevineChallenge([kid])): Promise<Response> {
  return twin.send('/generic/widevine', { headers: await bearer(draft), body: Buffer.from(body) });
}

test('a license is as the claims say', async () => {
  expect(readWidevineLicense(await bytesFrom(await ask()))).toMatchObject({
    kids: [kidToUuid(kid)],
    canPersist: false,
    licenseSeconds: 600,
  });
  const loose = await ask({ claims: { licenseSeconds: undefined, persistent: true } });
  expect(readWidevineLicense(await bytesFrom(loose))).toMatchObject({ canPersist: true, licenseSeconds: 0 });
});

test('either secret of a rotation signs', async () => {
  expect((await ask({ secret: 'former' })).status).toBe(200);
  expect((await ask({ claims: { contentId: undefined } })).status).toBe(200);
});

test('PlayReady and ClearKey have addresses of their own', async () => {
  const playready = await twin.send('/generic/playready', {
    headers: { ...soap, ...(await bearer()) },
    body: playReadyChallenge(kid),
  });
  expect(await playready.text()).toContain('<AcquireLicenseResponse ');
  const kids = [Buffer.from(kid).toString('base64url')];
  const clearkey = await twin.send('/generic/clearkey', {
    headers: await bearer(),
    body: JSON.stringify({ kids, type: 'temporary' }),
  });
  expect(await clearkey.json()).toMatchObject({ keys: [{ kid: kids[0] }], type: 'temporary' });
});

const spc = fairPlayChallenge(kid);
const base64 = spc.toString('base64');
test.each([
  ['octets', octets, spc, /^/],
  ['no content type', {}, spc, /^/],
  ['a form', form, spcForm(spc), /^\n<ckc>(.*)<\/ckc>\n$/],
  ['a form in the base64url alphabet', form, `spc=${spc.toString('base64url')}`, /^\n<ckc>(.*)<\/ckc>\n$/],
  ['JSON', { 'content-type': 'application/json' }, JSON.stringify({ spc: base64 }), /^\{"ckc":"(.*)"\}$/],
])('FairPlay as %s is answered in kind', async (_case, type, body, pattern) => {
  const headers = { ...type, ...(await bearer()) };
  const bytes = await bytesFrom(await twin.send('/generic/fairplay', { headers, body }));
  const wrapped = pattern.exec(Buffer.from(bytes).toString('utf8'))?.[1];
  expectCkc(wrapped === undefined ? bytes : Buffer.from(wrapped, 'base64'), 600);
});

const other = kidOf('other');
const refused: [string, number, string, Draft, Uint8Array?][] = [
  ['another secret', 401, 'CKV-6402', { secret: 'x' }],
  ['another algorithm', 401, 'CKV-6402', { alg: 'HS512' }],
  ['an expired token', 401, 'CKV-6404', { claims: { iat: nowSeconds() - 91, exp: nowSeconds() - 31 } }],
  ['a token of tomorrow', 401, 'CKV-6404', { claims: { iat: nowSeconds() + 90, exp: nowSeconds() + 99 } }],
  ['a token of an hour', 401, 'CKV-6405', { claims: { exp: nowSeconds() + 3600 } }],
  ['no KIDs', 401, 'CKV-6405', { claims: { kids: undefined } }],
  ['all KIDs', 401, 'CKV-6405', { claims: { kids: ['*'] } }],
  ['a key that is not in the token', 403, 'CKV-6407', {}, widevineChallenge([other])],
  ['one of two keys', 403, 'CKV-6407', {}, widevineChallenge([kid, other])],
  ['a key of another content id', 403, 'CKV-6407', { claims: { contentId: 'other' } }],
  [
    'a foreign key',
    404,
    'CKV-6408',
    { claims: { kids: [kidToUuid(foreignKid)], contentId: undefined } },
    widevineChallenge([foreignKid]),
  ],
  ['no challenge', 400, 'CKV-6400', {}, Buffer.from('hello')],
];
test.each(refused)('%s: %i %s', async (_case, status, errorCode, draft, body) => {
  const response = await ask(draft, body);
  expect([response.status, await response.json()]).toEqual([
    status,
    { errorCode, message: expect.stringMatching('^KeyForge: ') },
  ]);
});

test('no token, GET, wrapped PlayReady and a jti of before are refused', async () => {
  const body = Buffer.from(widevineChallenge([kid]));
  expect((await twin.send('/generic/widevine', { body })).status).toBe(401);
  expect((await twin.send('/generic/widevine', { method: 'GET' })).status).toBe(405);
  const headers = { ...soap, ...(await bearer()) };
  const wrapped = await twin.send('/generic/playready', {
    headers,
    body: wrappedPlayReady(playReadyChallenge(kid)),
  });
  expect([wrapped.status, await wrapped.text()]).toEqual([500, expect.stringContaining('CKV-6400')]);
  const claims = { jti: randomUUID() };
  expect((await ask({ claims })).status).toBe(200);
  const again = await ask({ claims });
  expect([again.status, await again.json()]).toMatchObject([401, { errorCode: 'CKV-6406' }]);
});
