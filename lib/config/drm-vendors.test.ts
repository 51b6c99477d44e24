import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drmVendorsSetting, parseDrmVendors, secretNamesOf } from '@/lib/config/drm-vendors';

const parse = (value: unknown) => parseDrmVendors(JSON.stringify(value));
const clearkey = { vendor: 'clearkey', url: 'http://127.0.0.1:4103/clearkey' };
const http = { vendor: 'http', url: 'https://drm.example/license' };
const claims = { exp: '{exp}', kids: '{kids}' };
const withClaims = (extra: object) => ({
  playready: { ...http, jwt: { algorithm: 'HS256', claims: { ...claims, ...extra } } },
});

test('fills in the name of the secret and what an entry leaves open', () => {
  const vendors = parse({
    clearkey,
    widevine: {
      vendor: 'doverunner',
      url: 'https://drm-license.doverunner.com/ri/licenseManager.do',
      siteId: 'TUTO',
    },
    playready: http,
  });
  expect(vendors).toEqual({
    clearkey: { ...clearkey, secret: 'DRM_CLEARKEY_SECRET' },
    widevine: {
      vendor: 'doverunner',
      url: 'https://drm-license.doverunner.com/ri/licenseManager.do',
      siteId: 'TUTO',
      siteKeySecret: 'DRM_DOVERUNNER_SITE_KEY',
      accessKeySecret: 'DRM_DOVERUNNER_ACCESS_KEY',
      certificate: true,
    },
    playready: { ...http, headers: {}, words: {}, body: 'octets' },
  });
  const names = [vendors.clearkey, vendors.widevine, vendors.playready].map((entry) =>
    entry === undefined ? undefined : secretNamesOf(entry),
  );
  expect(names).toEqual([
    ['DRM_CLEARKEY_SECRET'],
    ['DRM_DOVERUNNER_SITE_KEY', 'DRM_DOVERUNNER_ACCESS_KEY'],
    [],
  ]);
});

test.each(['https://drm.example/x', 'http://localhost:1/x', 'http://127.9.9.9/x', 'http://[::1]:4103/x'])(
  'takes the address %s',
  (url) => {
    expect(parse({ clearkey: { ...clearkey, url } }).clearkey?.url).toBe(url);
  },
);

test.each([
  ['http://drm.canary.example/x', 'must be https (http only to localhost)'],
  ['http://127.0.0.1.canary.example/x', 'must be https (http only to localhost)'],
  ['ftp://canary.example/x', 'must be https (http only to localhost)'],
  ['https://user:canary@drm.example/x', 'must hold no user or password'],
  ['https://drm.example/x#canary', 'must have no fragment'],
  ['canary', 'is no URL'],
])('refuses the address %s, naming its path and nothing of it', (url, message) => {
  const wanted = new Error(`DRM_VENDORS is not usable:\n  clearkey.url: ${message}`);
  expect(() => parse({ clearkey: { ...clearkey, url } })).toThrow(wanted);
  expect(() => parse({ playready: { ...http, url } })).toThrow(`playready.url: ${message}`);
});

describe('no message repeats a value', () => {
  test.each([
    ['text that is no JSON', '{"canary'],
    ['an unknown vendor', JSON.stringify({ widevine: { vendor: 'canary' } })],
    ['a secret in place of its name', JSON.stringify({ clearkey: { ...clearkey, secret: 'canary' } })],
    [
      'a secret name that is not of DRM',
      JSON.stringify({ clearkey: { ...clearkey, secret: 'STRIPE_SECRET_KEY' } }),
    ],
    ['a wrong type', JSON.stringify({ clearkey: 'canary' })],
    ['a wrong header', JSON.stringify({ playready: { ...http, headers: { a: 'canary\r\nx: y' } } })],
  ])('%s', (_, text) => {
    expect(() => parseDrmVendors(text)).toThrow(/^DRM_VENDORS is not usable:(?![^]*canary)(?![^]*STRIPE)/);
  });
});

test.each([
  ['a setting that it does not know', { clearkey: { ...clearkey, key: 'x' } }, 'clearkey'],
  [
    'a key system that a vendor does not serve',
    { clearkey: { ...http, vendor: 'axinom' } },
    'clearkey.vendor',
  ],
  ['a FairPlay certificate for PlayReady', { playready: { ...http, certificateUrl: http.url } }, 'playready'],
  ['a placeholder in the host', { playready: { ...http, url: 'https://{kid}.example/' } }, 'playready.url'],
  ['an unknown placeholder', { playready: { ...http, url: `${http.url}/{secret}` } }, 'playready.url'],
  ['{token} without a token', { playready: { ...http, url: `${http.url}?t={token}` } }, 'playready.jwt'],
  ['a header that is ours', { playready: { ...http, headers: { SOAPAction: 'x' } } }, 'playready.headers'],
  [
    'a token that allows offline',
    withClaims({ policy: { allow_persistence: true } }),
    'playready.jwt.claims',
  ],
  ['a token for every key', withClaims({ kids: ['*'] }), 'playready.jwt.claims'],
  ['a token with a time of its own', withClaims({ exp: 4102444800 }), 'playready.jwt.claims'],
  ['a token without a time', withClaims({ exp: undefined }), 'playready.jwt.claims'],
])('refuses %s', (_, value, path) => {
  expect(() => parse(value)).toThrow(`\n  ${path}`);
});

test('as a setting, it says what is wrong below its own name', () => {
  const result = drmVendorsSetting.safeParse(JSON.stringify({ clearkey: { ...clearkey, url: 'x' } }));
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['clearkey.url']);
});

describe('docs/vendors.md', () => {
  const document = readFileSync('docs/vendors.md', 'utf8');
  const examples = [...document.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, json = '']) => json);

  test('has a worked example for every vendor', () => {
    const vendors = examples.flatMap((json) => Object.values(parseDrmVendors(json)));
    expect(new Set(vendors.map((entry) => entry?.vendor))).toEqual(
      new Set(['axinom', 'castlabs', 'doverunner', 'widevine-cloud', 'clearkey', 'http']),
    );
  });

  test.each(examples.map((json, at) => [at + 1, json] as const))(
    'example %i is a usable setting',
    (_, json) => {
      expect(Object.keys(parseDrmVendors(json))).not.toHaveLength(0);
    },
  );
});
