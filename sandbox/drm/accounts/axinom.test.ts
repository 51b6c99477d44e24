import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { kidToUuid } from '../content-keys';
import { accountsOf, sandboxNames } from './sandbox-accounts';
import {
  bytesFrom,
  expectCkc,
  fairPlayChallenge,
  foreignKid,
  kidOf,
  octets,
  playReadyChallenge,
  readWidevineLicense,
  signJwt,
  soap,
  twinForTests,
  widevineChallenge,
  widevineFollowUp,
  wrappedPlayReady,
} from './test-rig';

const keys = { former: Buffer.alloc(32, 1), latest: Buffer.alloc(32, 2) };
const twin = twinForTests(
  accountsOf({
    DRM_AXINOM_KEY: Object.values(keys)
      .map((key) => key.toString('base64'))
      .join(),
  }),
);
const kid = kidOf('hall');
const widevine = '/axinom/widevine/AcquireLicense';

interface Draft {
  kids?: Uint8Array[];
  service?: object;
  entitlement?: object;
  license?: object;
  secret?: Uint8Array;
  alg?: string;
}

const license = { duration: 600, allow_persistence: false };

async function token(draft: Draft = {}): Promise<string> {
  const inline = (draft.kids ?? [kid]).map((id) => ({ id: kidToUuid(id) }));
  const message = {
    type: 'entitlement_message',
    version: 2,
    license: { ...license, ...draft.license },
    content_keys_source: { inline },
    ...draft.entitlement,
  };
  const claims = {
    version: 1,
    id: randomUUID(),
    com_key_id: sandboxNames.axinomKeyId,
    message,
    ...draft.service,
  };
  return signJwt(claims, { secret: draft.secret ?? keys.latest, alg: draft.alg ?? 'HS256' });
}

async function ask(draft: Draft = {}, body: Uint8Array = widevineChallenge([kid])): Promise<Response> {
  const headers = { ...octets, 'x-axdrm-message': await token(draft) };
  return twin.send(widevine, { headers, body: Buffer.from(body) });
}

test('a license has the keys, the duration and the renewal of the entitlement message', async () => {
  const both = [kid, kidOf('hall', 'AUDIO')];
  const renewal = { widevine: { allow_renewal: true, renewal_delay: 480 } };
  const response = await ask({ kids: both, license: renewal }, widevineChallenge(both));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  expect(readWidevineLicense(await bytesFrom(response))).toEqual({
    type: 2,
    kids: both.map(kidToUuid),
    canPersist: false,
    canRenew: true,
    licenseSeconds: 600,
    renewAfterSeconds: 480,
  });
});

test('a license never outlives its expiration date, is endless without any limit and storable if asked', async () => {
  const soon = new Date(Date.now() + 61_000).toISOString();
  const cut = await ask({ license: { expiration_datetime: soon } });
  expect(readWidevineLicense(await bytesFrom(cut)).licenseSeconds).toBe(60);
  const loose = await ask({ entitlement: { license: { allow_persistence: true } } });
  expect(readWidevineLicense(await bytesFrom(loose))).toMatchObject({ licenseSeconds: 0, canPersist: true });
});

test('renewals and releases are counted for the keys of the license and need a token for them', async () => {
  const first = await bytesFrom(await ask());
  const renewed = await ask({}, widevineFollowUp(2, first));
  expect(readWidevineLicense(await bytesFrom(renewed)).kids).toEqual([kidToUuid(kid)]);
  const released = await ask({}, widevineFollowUp(3, first));
  expect(readWidevineLicense(await bytesFrom(released)).kids).toEqual([]);
  const other = await ask({ kids: [kidOf('other')] }, widevineFollowUp(2, first));
  expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('CKV-2407')]);
  const kinds = (await twin.logOf(kid)).map((entry) => entry.kind);
  expect(kinds.slice(-4)).toEqual(['new', 'renewal', 'release', 'renewal']);
});

test('both keys of a rotation are good', async () => {
  expect((await ask({ secret: keys.former })).status).toBe(200);
  expect((await ask({ secret: keys.latest })).status).toBe(200);
});

test('the service certificate needs a token too', async () => {
  const request = Uint8Array.of(8, 4);
  expect([...(await bytesFrom(await ask({}, request)))].slice(0, 2)).toEqual([8, 5]);
  expect((await ask({ secret: Buffer.alloc(32) }, request)).status).toBe(400);
});

test('PlayReady takes bare SOAP as text/xml, FairPlay takes octets', async () => {
  const message = { 'x-axdrm-message': await token() };
  const playready = await twin.send('/axinom/playready/AcquireLicense', {
    headers: { ...soap, ...message },
    body: playReadyChallenge(kid),
  });
  expect([playready.status, playready.headers.get('content-type')]).toEqual([200, soap['content-type']]);
  expect(await playready.text()).toContain('<AcquireLicenseResponse ');
  const fairplay = await twin.send('/axinom/fairplay/AcquireLicense', {
    headers: { ...octets, ...message },
    body: fairPlayChallenge(kid),
  });
  expectCkc(await bytesFrom(fairplay), 600);
});

test.each([
  ['wrapped', wrappedPlayReady(playReadyChallenge(kid)), soap],
  ['without its content type', playReadyChallenge(kid), octets],
])('PlayReady %s is refused with 500 and a SOAP fault, as every refusal there', async (_case, body, type) => {
  const headers = { ...type, 'x-axdrm-message': await token() };
  const response = await twin.send('/axinom/playready/AcquireLicense', { headers, body });
  expect(response.status).toBe(500);
  expect(response.headers.get('x-axdrm-errormessage')).toContain('CKV-2400');
  expect(await response.text()).toMatch(/<faultstring>[^<]*KeyForge: .*CKV-2400/);
});

const past = '2020-01-01T00:00:00Z';
const future = '2100-01-01T00:00:00Z';
const refused: [string, number, string, Draft, Uint8Array?][] = [
  ['another key', 400, 'CKV-2402', { secret: Buffer.alloc(32) }],
  ['another algorithm', 400, 'CKV-2402', { alg: 'HS512' }],
  ['an unknown key id', 400, 'CKV-2403', { service: { com_key_id: randomUUID() } }],
  ['an expired message', 400, 'CKV-2404', { service: { expiration_date: past } }],
  ['a message of tomorrow', 400, 'CKV-2404', { service: { begin_date: future } }],
  ['an ended license', 400, 'CKV-2404', { license: { expiration_datetime: past } }],
  ['another version', 400, 'CKV-2405', { service: { version: 2 } }],
  ['an old entitlement', 400, 'CKV-2405', { entitlement: { version: 1 } }],
  ['no keys', 400, 'CKV-2405', { kids: [] }],
  [
    'an unknown usage policy',
    400,
    'CKV-2405',
    { entitlement: { content_keys_source: { inline: [{ id: kidToUuid(kid), usage_policy: 'x' }] } } },
  ],
  ['a key not in the message', 403, 'CKV-2407', { kids: [kidOf('other')] }],
  ['one of two keys', 403, 'CKV-2407', {}, widevineChallenge([kid, kidOf('other')])],
  ['a foreign key', 403, 'CKV-2408', { kids: [foreignKid] }, widevineChallenge([foreignKid])],
  ['no challenge', 400, 'CKV-2400', {}, Buffer.from('hello')],
];
test.each(refused)('%s: %i %s', async (_case, status, code, draft, body) => {
  const response = await ask(draft, body);
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.stringMatching(`^KeyForge: .*\\(${code}\\)$`)]);
  expect(response.headers.get('x-axdrm-errormessage')).toBe(text);
});

test('no message, two of them, GET and too long a body are refused', async () => {
  const body = Buffer.from(widevineChallenge([kid]));
  const message = await token();
  expect((await twin.send(widevine, { body })).status).toBe(400);
  const headers = { 'x-axdrm-message': message };
  expect((await twin.send(`${widevine}?AxDrmMessage=${message}`, { headers, body })).status).toBe(400);
  expect((await twin.send(`${widevine}?AxDrmMessage=${message}`, { body })).status).toBe(200);
  expect((await twin.send(widevine, { method: 'GET', headers })).status).toBe(405);
  expect((await twin.send(widevine, { headers, body: Buffer.alloc(65_537) })).status).toBe(413);
});

test('a message that forbids its reuse is good once for each key', async () => {
  const once = { license_server: { access_control: { prevent_drm_message_reuse: true } } };
  const draft: Draft = {
    kids: [kid, kidOf('hall', 'AUDIO')],
    service: { id: randomUUID() },
    entitlement: once,
  };
  expect((await ask(draft)).status).toBe(200);
  const again = await ask(draft);
  expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('CKV-2406')]);
  expect((await ask(draft, widevineChallenge([kidOf('hall', 'AUDIO')]))).status).toBe(200);
});
