import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyGroup, refusalOf } from './signed-cookies';
import { startOriginTwin } from './server';

const now = 1_800_000_000_000;
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKeys = { K2EXAMPLE: String(pair.publicKey.export({ type: 'spki', format: 'pem' })) };
const url = 'https://media.example.com/live/hall/v720/1.m4s';

const text = (bytes: Buffer) =>
  bytes.toString('base64').replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');

interface Signing {
  resource?: string;
  /** Unix seconds. */
  until?: number;
  from?: number;
  hash?: 'SHA1' | 'SHA256';
}

function cookiesFor({
  resource = 'https://media.example.com/live/hall/*',
  until = now / 1000 + 60,
  ...rest
}: Signing = {}) {
  const { from, hash = 'SHA1' } = rest;
  const Condition = {
    DateLessThan: { 'AWS:EpochTime': until },
    ...(from === undefined ? {} : { DateGreaterThan: { 'AWS:EpochTime': from } }),
  };
  const policy = Buffer.from(JSON.stringify({ Statement: [{ Resource: resource, Condition }] }));
  return {
    'CloudFront-Policy': text(policy),
    'CloudFront-Signature': text(createSign(`RSA-${hash}`).update(policy).sign(pair.privateKey)),
    'CloudFront-Key-Pair-Id': 'K2EXAMPLE',
    ...(hash === 'SHA256' ? { 'CloudFront-Hash-Algorithm': hash } : {}),
  };
}

function header(cookies: Readonly<Record<string, string>>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

const judge = (cookies: Readonly<Record<string, string>>, asked = url) =>
  refusalOf({ cookies: header(cookies), url: asked, keys: keyGroup(publicKeys), now });

test.each([
  ['a folder', {}],
  ['SHA-256 when the fourth cookie says so', { hash: 'SHA256' as const }],
  ['one character of the host left open', { resource: 'https://?edia.example.com/live/hall/*' }],
  ['a star that reaches over slashes', { resource: 'https://media.*/1.m4s' }],
  ['a time already begun', { from: now / 1000 - 1 }],
])('let in: %s', (_what, signing) => {
  expect(judge(cookiesFor(signing))).toBeUndefined();
});

test('a star at the front lets a query pretend to be the folder, as at CloudFront', () => {
  const cookies = cookiesFor({ resource: 'http*://*/live/hall/*' });
  expect(judge(cookies, 'https://media.example.com/live/other/1.m4s?://x/live/hall/')).toBeUndefined();
});

test.each([
  ['no cookies', {}, 'MissingKey'],
  ['a cookie left out', { 'CloudFront-Key-Pair-Id': 'K2EXAMPLE' }, 'MissingKey'],
  ['a key that is not in the group', { ...cookiesFor(), 'CloudFront-Key-Pair-Id': 'K2OTHER' }, 'InvalidKey'],
  [
    'a policy of another',
    { ...cookiesFor(), 'CloudFront-Policy': cookiesFor({ until: 2e9 })['CloudFront-Policy'] },
    'AccessDenied',
  ],
  ['no policy at all', { ...cookiesFor(), 'CloudFront-Policy': text(Buffer.from('{}')) }, 'MalformedPolicy'],
  [
    'a signature in plain base64',
    { ...cookiesFor(), 'CloudFront-Signature': 'a+b/c=' },
    'MalformedSignature',
  ],
  [
    'SHA-1 where SHA-256 is claimed',
    { ...cookiesFor(), 'CloudFront-Hash-Algorithm': 'SHA256' },
    'AccessDenied',
  ],
  ['the time has come', cookiesFor({ until: now / 1000 }), 'AccessDenied'],
  ['before its time', cookiesFor({ from: now / 1000 + 1 }), 'AccessDenied'],
  ['another folder', cookiesFor({ resource: 'https://media.example.com/live/hall2/*' }), 'AccessDenied'],
  ['another host', cookiesFor({ resource: 'https://media.example.org/live/hall/*' }), 'AccessDenied'],
  ['a dot is a dot', cookiesFor({ resource: 'https://media.exampleXcom/live/hall/*' }), 'AccessDenied'],
])('refused: %s', (_what, cookies, code) => {
  expect(judge(cookies)).toBe(code);
});

let twin: Awaited<ReturnType<typeof startOriginTwin>>;
beforeAll(async () => {
  twin = await startOriginTwin({ contentKeySecret: 'secret', publicKeys });
});
afterAll(() => twin.close());

test('manifests are for everybody, segments for cookies; a page can read the refusal', async () => {
  const base = `${twin.url}/live/hall/${Math.floor(Date.now() / 1000) - 600}`;
  const headers = { origin: 'http://localhost:3000' };
  for (const open of ['manifest.mpd', 'master.m3u8', 'v240.m3u8']) {
    expect((await fetch(`${base}/${open}`, { headers })).status).toBe(200);
  }
  const refused = await fetch(`${base}/v240/init.mp4`, { headers });
  expect(refused.status).toBe(403);
  expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  expect(await refused.text()).toContain('<Code>MissingKey</Code>');
  const cookie = header(cookiesFor({ resource: `${base}/*`, until: 2e9 }));
  expect((await fetch(`${base}/v240/init.mp4`, { headers: { ...headers, cookie } })).status).toBe(200);
});
