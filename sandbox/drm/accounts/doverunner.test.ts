import { createCipheriv, createHash } from 'node:crypto';
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
  octets,
  playReadyChallenge,
  readWidevineLicense,
  soap,
  spcForm,
  twinForTests,
  widevineChallenge,
  wrappedPlayReady,
} from './test-rig';

const siteKeys = ['1'.repeat(32), '2'.repeat(32)] as const;
const accessKeys = ['a'.repeat(32), 'b'.repeat(32)] as const;
const twin = twinForTests(
  accountsOf({ DRM_DOVERUNNER_SITE_KEY: siteKeys.join(), DRM_DOVERUNNER_ACCESS_KEY: accessKeys.join() }),
);
const kid = kidOf('hall');
const url = '/doverunner/ri/licenseManager.do';

interface Draft {
  data?: object;
  policy?: object;
  playback?: object;
  siteKey?: string;
  accessKey?: string;
  digest?: 'base64' | 'hex';
}

const gmt = (secondsFromNow = 0) =>
  new Date(Date.now() + secondsFromNow * 1000).toISOString().replace(/\.\d+Z$/, 'Z');

/** As the vendor's tutorial makes it. */
function token(draft: Draft = {}): string {
  const policy = {
    policy_version: 2,
    playback_policy: { persistent: false, license_duration: 600, ...draft.playback },
    ...draft.policy,
  };
  const cipher = createCipheriv('aes-256-cbc', draft.siteKey ?? siteKeys[0], '0123456789abcdef');
  const fields = {
    drm_type: 'Widevine',
    site_id: sandboxNames.doverunnerSiteId,
    user_id: 'u',
    cid: 'hall',
    policy: Buffer.concat([cipher.update(JSON.stringify(policy)), cipher.final()]).toString('base64'),
    timestamp: gmt(),
    ...draft.data,
  };
  const text = [draft.accessKey ?? accessKeys[0], ...Object.values(fields).slice(0, 6)].join('');
  const digest = createHash('sha256').update(text).digest();
  const hash =
    draft.digest === 'hex'
      ? Buffer.from(digest.toString('hex')).toString('base64')
      : digest.toString('base64');
  return Buffer.from(JSON.stringify({ ...fields, hash, response_format: 'original' })).toString('base64');
}

async function ask(draft: Draft = {}, body: Uint8Array = widevineChallenge([kid])): Promise<Response> {
  const headers = { ...octets, 'pallycon-customdata-v2': token(draft) };
  return twin.send(url, { headers, body: Buffer.from(body) });
}

test('keys go by the content id, what the license may is what the policy says', async () => {
  const both = [kid, kidOf('hall', 'AUDIO')];
  const response = await ask({ playback: { renewal_duration: 300 } }, widevineChallenge(both));
  expect(readWidevineLicense(await bytesFrom(response))).toEqual({
    type: 2,
    kids: both.map(kidToUuid),
    canPersist: false,
    canRenew: true,
    licenseSeconds: 600,
    renewAfterSeconds: 300,
  });
  const stored = await ask({ playback: { persistent: true, license_duration: 0 } });
  expect(readWidevineLicense(await bytesFrom(stored))).toMatchObject({ canPersist: true, licenseSeconds: 0 });
});

test('keys of a rotation are good in any mixture', async () => {
  for (const siteKey of siteKeys) {
    for (const accessKey of accessKeys) expect((await ask({ siteKey, accessKey })).status).toBe(200);
  }
});

test('one address serves PlayReady and, as a form with a base64 answer, FairPlay', async () => {
  const custom = (type: string) => ({ 'pallycon-customdata-v2': token({ data: { drm_type: type } }) });
  const playready = await twin.send(url, {
    headers: { ...soap, ...custom('PlayReady') },
    body: playReadyChallenge(kid),
  });
  expect(await playready.text()).toContain('<AcquireLicenseResponse ');
  const fairplay = await twin.send(url, {
    headers: { ...form, ...custom('FairPlay') },
    body: spcForm(fairPlayChallenge(kid)),
  });
  expectCkc(Buffer.from(await fairplay.text(), 'base64'), 600);
  const systems = (await twin.logOf(kid)).map((entry) => entry.keySystem);
  expect(systems.slice(-2)).toEqual(['playready', 'fairplay']);
});

test('the certificate is DER at one address and base64 at the other', async () => {
  const der = await bytesFrom(await twin.send('/doverunner/ri/fpsCert.do?siteId=x', { method: 'GET' }));
  const text = await (await twin.send('/doverunner/ri/fpsKeyManager.do?siteId=x', { method: 'GET' })).text();
  expect(der[0]).toBe(0x30);
  expect(Buffer.from(text, 'base64')).toEqual(Buffer.from(der));
});

const other = kidOf('other');
const refused: [string, number, string, string, Draft, Uint8Array?][] = [
  ['another access key', 403, '7019', 'CKV-4402', { accessKey: 'x' }],
  ['a hash over hexadecimal text', 403, '7019', 'CKV-4402', { digest: 'hex' }],
  ['another site', 403, '7003', 'CKV-4403', { data: { site_id: 'X' } }],
  ['a token 10 minutes old', 403, '7011', 'CKV-4404', { data: { timestamp: gmt(-602) } }],
  ['a token of tomorrow', 403, '7011', 'CKV-4404', { data: { timestamp: gmt(90) } }],
  ['a license that has ended', 403, '7011', 'CKV-4404', { playback: { expire_date: gmt(-1) } }],
  ['a timestamp in another form', 403, '7009', 'CKV-4405', { data: { timestamp: new Date().toISOString() } }],
  ['another site key', 403, '7009', 'CKV-4405', { siteKey: '3'.repeat(32) }],
  ['an old policy', 403, '7009', 'CKV-4405', { policy: { policy_version: 1 } }],
  ['a token for PlayReady', 403, '7009', 'CKV-4405', { data: { drm_type: 'PlayReady' } }],
  ['another content id', 403, '7012', 'CKV-4407', { data: { cid: 'other' } }],
  ['one of two keys', 403, '7012', 'CKV-4407', {}, widevineChallenge([kid, other])],
  ['a foreign key', 403, '7012', 'CKV-4407', {}, widevineChallenge([foreignKid])],
  ['no challenge', 400, '7101', 'CKV-4400', {}, Buffer.from('hello')],
];
test.each(refused)('%s: %i %s %s', async (_case, status, errorCode, words, draft, body) => {
  const response = await ask(draft, body);
  const json: unknown = await response.json();
  expect([response.status, json]).toEqual([
    status,
    { errorCode, message: expect.stringMatching(`^KeyForge: ${words}: `) },
  ]);
});

test('a token is good for 600 seconds, with either end as it was set', async () => {
  expect((await ask({ data: { timestamp: gmt(-595) } })).status).toBe(200);
  expect((await ask({ data: { timestamp: gmt(55) } })).status).toBe(200);
});

test('no token, wrapped PlayReady and GET are refused', async () => {
  const body = Buffer.from(widevineChallenge([kid]));
  expect(await (await twin.send(url, { body })).json()).toMatchObject({ errorCode: '7001' });
  const headers = { ...soap, 'pallycon-customdata-v2': token({ data: { drm_type: 'PlayReady' } }) };
  const wrapped = await twin.send(url, { headers, body: wrappedPlayReady(playReadyChallenge(kid)) });
  expect([wrapped.status, await wrapped.json()]).toMatchObject([400, { errorCode: '7101' }]);
  expect((await twin.send(url, { method: 'GET', headers })).status).toBe(405);
});
