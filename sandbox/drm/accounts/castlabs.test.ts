import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { kidToUuid } from '../content-keys';
import { accountsOf, sandboxNames } from './sandbox-accounts';
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

const secret = Buffer.alloc(32, 1);
const nextId = 'ffffffff-1111-2222-3333-444444444444';
const next = Buffer.alloc(32, 2);
const twin = twinForTests(
  accountsOf({ DRM_CASTLABS_SECRET: `${secret.toString('hex')},${nextId}:${next.toString('hex')}` }),
);
const kid = kidOf('hall');
const widevine = '/castlabs/license-proxy-widevine/cenc/';
const fairplay = '/castlabs/license-server-fairplay/';

interface Draft {
  claims?: object;
  crt?: object;
  merchant?: string;
  secret?: Uint8Array;
  keyId?: string;
  alg?: string;
}

const rental = { type: 'rental', relativeExpiration: 'PT600S', playDuration: 'PT1H' };

function token({ claims, crt, merchant, ...key }: Draft = {}): Promise<string> {
  const payload = {
    jti: randomUUID(),
    iat: nowSeconds() - 60,
    exp: nowSeconds() + 60,
    optData: JSON.stringify({ merchant: merchant ?? sandboxNames.castlabsMerchant, userId: 'u' }),
    crt: JSON.stringify({ assetId: 'hall', profile: rental, storeLicense: false, ...crt }),
    ...claims,
  };
  return signJwt(payload, {
    secret: key.secret ?? secret,
    header: { kid: key.keyId ?? sandboxNames.castlabsKeyId },
    alg: key.alg ?? 'HS256',
  });
}

async function ask(draft: Draft = {}, body: Uint8Array = widevineChallenge([kid])): Promise<Response> {
  const headers = { ...octets, 'x-dt-auth-token': await token(draft) };
  return twin.send(`${widevine}?specConform=true`, { headers, body: Buffer.from(body) });
}

test('keys go by the asset id, the shorter of both durations counts', async () => {
  const both = [kid, kidOf('hall', 'AUDIO')];
  const response = await ask({}, widevineChallenge(both));
  expect([response.status, response.headers.get('x-dt-resp-code')]).toEqual([200, '0']);
  expect(readWidevineLicense(await bytesFrom(response))).toMatchObject({
    kids: both.map(kidToUuid),
    canPersist: false,
    canRenew: false,
    licenseSeconds: 600,
  });
});

test('a challenge that names a content id only is for the keys of that asset', async () => {
  const response = await ask({}, widevineChallenge([], 'hall'));
  const kids = [kidOf('hall', 'AUDIO'), kid].map(kidToUuid);
  expect(readWidevineLicense(await bytesFrom(response)).kids).toEqual(kids);
  expect((await ask({}, widevineChallenge([], 'other'))).status).toBe(403);
});

test('who forgets storeLicense gets a license that can be stored', async () => {
  const response = await ask({ crt: { storeLicense: undefined } });
  expect(readWidevineLicense(await bytesFrom(response)).canPersist).toBe(true);
});

test('a purchase is endless', async () => {
  const response = await ask({ crt: { profile: { type: 'purchase' } } });
  expect(readWidevineLicense(await bytesFrom(response)).licenseSeconds).toBe(0);
});

test.each(['HS256', 'HS384', 'HS512'])('%s signs, with either shared secret', async (alg) => {
  expect((await ask({ alg })).status).toBe(200);
  expect((await ask({ alg, secret: next, keyId: nextId })).status).toBe(200);
});

test('an address without specConform answers in JSON', async () => {
  const headers = { ...octets, 'x-dt-auth-token': await token() };
  const body = Buffer.from(widevineChallenge([kid]));
  const response = await twin.send(widevine, { headers, body });
  const json: unknown = await response.json();
  expect(json).toEqual({ status: 'OK', license: expect.stringMatching(/^CAIS/) });
});

test('PlayReady answers SOAP, FairPlay takes a form and answers base64', async () => {
  const playready = await twin.send('/castlabs/license-proxy-headerauth/drmtoday/RightsManager.asmx', {
    headers: { ...soap, 'x-dt-auth-token': await token() },
    body: playReadyChallenge(kid),
  });
  expect(await playready.text()).toContain('<AcquireLicenseResponse ');
  const response = await twin.send(fairplay, {
    headers: { ...form, 'x-dt-auth-token': await token() },
    body: spcForm(fairPlayChallenge(kid)),
  });
  expectCkc(Buffer.from(await response.text(), 'base64'), 600);
});

test('FairPlay refuses octets and a form with an unescaped plus', async () => {
  const spc = Buffer.concat([fairPlayChallenge(kid), Buffer.from('fbefbefb', 'hex')]).toString('base64');
  for (const [type, body] of [
    [octets, fairPlayChallenge(kid)],
    [form, `spc=${spc}`],
  ] as const) {
    const headers = { ...type, 'x-dt-auth-token': await token() };
    const response = await twin.send(fairplay, { headers, body });
    expect([response.status, response.headers.get('x-dt-resp-code')]).toEqual([400, '10001']);
  }
});

test('PlayReady refuses with 500 and a SOAP fault', async () => {
  const response = await twin.send('/castlabs/license-proxy-headerauth/drmtoday/RightsManager.asmx', {
    headers: { ...soap, 'x-dt-auth-token': await token() },
    body: wrappedPlayReady(playReadyChallenge(kid)),
  });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('CKV-3400')]);
});

const other = kidOf('other');
const refused: [string, number, string, string, Draft, Uint8Array?][] = [
  ['another secret', 401, '3000', 'CKV-3402', { secret: Buffer.alloc(32) }],
  ['a secret under the wrong id', 401, '3000', 'CKV-3402', { secret: next }],
  ['an unknown secret id', 401, '3000', 'CKV-3403', { keyId: 'x' }],
  ['an expired token', 401, '3000', 'CKV-3404', { claims: { exp: nowSeconds() - 1 } }],
  ['a token of tomorrow', 401, '3000', 'CKV-3404', { claims: { iat: nowSeconds() + 60 } }],
  [
    'an old token without exp',
    401,
    '3000',
    'CKV-3404',
    { claims: { exp: undefined, iat: nowSeconds() - 601 } },
  ],
  ['no jti', 403, '3000', 'CKV-3405', { claims: { jti: undefined } }],
  ['crt that is no text', 403, '3000', 'CKV-3405', { claims: { crt: { assetId: 'hall' } } }],
  ['no asset', 403, '3000', 'CKV-3405', { crt: { assetId: undefined } }],
  ['no duration', 403, '3000', 'CKV-3405', { crt: { profile: { type: 'rental' } } }],
  ['a duration of nothing', 403, '3000', 'CKV-3405', { crt: { profile: { ...rental, playDuration: 'PT' } } }],
  ['another merchant', 403, '3000', 'CKV-3405', { merchant: 'x' }],
  ['a key of another asset', 403, '20101', 'CKV-3407', {}, widevineChallenge([other])],
  ['one of two keys', 403, '20101', 'CKV-3407', {}, widevineChallenge([kid, other])],
  ['a foreign key', 403, '20101', 'CKV-3407', {}, widevineChallenge([foreignKid])],
  ['no challenge', 400, '10001', 'CKV-3400', {}, Buffer.from('hello')],
];
test.each(refused)('%s: %i %s %s', async (_case, status, code, words, draft, body) => {
  const response = await ask(draft, body);
  expect([response.status, response.headers.get('x-dt-resp-code')]).toEqual([status, code]);
  expect(await response.text()).toMatch(new RegExp(`^KeyForge: ${words}: `));
});

test('no token, custom data beside it, GET and a jti of before are refused', async () => {
  const body = Buffer.from(widevineChallenge([kid]));
  const headers = { ...octets, 'x-dt-auth-token': await token() };
  expect((await twin.send(widevine, { body })).status).toBe(401);
  expect(
    (await twin.send(widevine, { body, headers: { ...headers, 'x-dt-custom-data': 'e30=' } })).status,
  ).toBe(401);
  expect((await twin.send(widevine, { method: 'GET', headers })).status).toBe(405);
  expect((await twin.send(widevine, { body, headers })).status).toBe(200);
  const again = await twin.send(widevine, { body, headers });
  expect([again.status, await again.text()]).toEqual([401, expect.stringContaining('CKV-3406')]);
});
