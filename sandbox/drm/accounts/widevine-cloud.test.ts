import { createCipheriv, createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { kidToUuid } from '../content-keys';
import { accountsOf, sandboxNames } from './sandbox-accounts';
import { foreignKid, kidOf, readWidevineLicense, twinForTests, widevineChallenge } from './test-rig';

/** Key and IV of Google's public test provider `widevine_test`. */
const key = Buffer.from('1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9', 'hex');
const iv = Buffer.from('d58ce954203b7c9a9a9d467f59839249', 'hex');
const former = Buffer.alloc(32, 1);
const twin = twinForTests(
  accountsOf({
    DRM_WIDEVINE_KEY: `${key.toString('hex')},${former.toString('hex')}`,
    DRM_WIDEVINE_IV: iv.toString('hex'),
  }),
);
const provider = sandboxNames.widevineProvider;
const kid = kidOf('hall');
const url = `/widevine-cloud/cenc/getlicense/${provider}`;
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

function sign(json: string, secret: Uint8Array = key): string {
  const cipher = createCipheriv('aes-256-cbc', secret, iv);
  const digest = createHash('sha1').update(json).digest();
  return Buffer.concat([cipher.update(digest), cipher.final()]).toString('base64');
}

interface Draft {
  challenge?: Uint8Array;
  kids?: Uint8Array[];
  request?: object;
  policy?: object;
  signer?: string;
  secret?: Uint8Array;
}

function ask(draft: Draft = {}): Promise<Response> {
  const json = JSON.stringify({
    payload: base64(draft.challenge ?? widevineChallenge([kid])),
    provider,
    content_id: base64('hall'),
    content_key_specs: (draft.kids ?? [kid]).map((id) => ({ key_id: base64(id) })),
    policy_overrides: { can_persist: false, license_duration_seconds: 600, ...draft.policy },
    ...draft.request,
  });
  const envelope = {
    request: base64(json),
    signature: sign(json, draft.secret),
    signer: draft.signer ?? provider,
  };
  return twin.send(url, { body: JSON.stringify(envelope) });
}

const answer = z.object({
  status: z.string(),
  license: z.base64().optional(),
  status_message: z.string().optional(),
});
const read = async (response: Response) => answer.parse(await response.json());
const licenseOf = async (response: Response) =>
  readWidevineLicense(Buffer.from((await read(response)).license ?? '', 'base64'));

test('the published signature of the test provider is the one that is taken', () => {
  const json = '{"isTest":true,"test":"testing","test2":"testing2","test3":"testing3"}';
  expect(sign(json)).toBe('ga80QzRuUM+jnPcoR6UWs5TXrTQ2VgeYiu0FoqCNRH4=');
});

test('a license comes in JSON and is what the overrides say', async () => {
  const policy = { can_renew: true, renewal_delay_seconds: 480 };
  expect(await licenseOf(await ask({ policy }))).toEqual({
    type: 2,
    kids: [kidToUuid(kid)],
    canPersist: false,
    canRenew: true,
    licenseSeconds: 600,
    renewAfterSeconds: 480,
  });
  const loose = await ask({ request: { policy_overrides: { can_persist: true } } });
  expect(await licenseOf(loose)).toMatchObject({ canPersist: true, licenseSeconds: 0 });
});

test('the former key of a rotation is good, and without key specs the content id is enough', async () => {
  expect((await read(await ask({ secret: former }))).status).toBe('OK');
  expect((await licenseOf(await ask({ kids: [] }))).kids).toEqual([kidToUuid(kid)]);
});

test('the service certificate comes in JSON too', async () => {
  const { status, license } = await read(await ask({ challenge: Uint8Array.of(8, 4) }));
  expect([status, [...Buffer.from(license ?? '', 'base64').subarray(0, 2)]]).toEqual(['OK', [8, 5]]);
});

const other = kidOf('other');
const refused: [string, string, string, Draft][] = [
  ['another key', 'SIGNATURE_FAILED', 'CKV-5402', { secret: Buffer.alloc(32) }],
  ['another signer', 'INVALID_PROVIDER', 'CKV-5403', { signer: 'x' }],
  ['another provider', 'INVALID_PROVIDER', 'CKV-5403', { request: { provider: 'x' } }],
  ['no payload', 'MALFORMED_REQUEST', 'CKV-5405', { request: { payload: undefined } }],
  ['nothing to play', 'MALFORMED_REQUEST', 'CKV-5405', { policy: { can_play: false } }],
  ['a key that is not in the specs', 'ACCESS_DENIED', 'CKV-5407', { kids: [other] }],
  ['a key of another content id', 'ACCESS_DENIED', 'CKV-5407', { request: { content_id: base64('other') } }],
  ['one of two keys', 'ACCESS_DENIED', 'CKV-5407', { challenge: widevineChallenge([kid, other]) }],
  [
    'a foreign key',
    'CONTENT_KEY_MISSING',
    'CKV-5408',
    { challenge: widevineChallenge([foreignKid]), kids: [foreignKid], request: { content_id: '' } },
  ],
  ['no challenge', 'INVALID_LICENSE_CHALLENGE_MESSAGE', 'CKV-5400', { challenge: Buffer.from('hello') }],
];
test.each(refused)('%s: 200 %s %s', async (_case, status, words, draft) => {
  const response = await ask(draft);
  expect([response.status, await response.json()]).toEqual([
    200,
    { status, status_message: expect.stringMatching(`^KeyForge: ${words}: `) },
  ]);
});

test('a bare challenge, GET and another provider in the address are refused', async () => {
  const bare = await twin.send(url, { body: Buffer.from(widevineChallenge([kid])) });
  expect([bare.status, await bare.json()]).toMatchObject([200, { status: 'MALFORMED_REQUEST' }]);
  expect((await twin.send(url, { method: 'GET' })).status).toBe(405);
  expect((await twin.send('/widevine-cloud/cenc/getlicense/x')).status).toBe(404);
});
