import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseDrmVendors } from '@/lib/config/drm-vendors';
import { ASKED, askOf, decodePart, openHs256, text, UNIX_NOW } from '@/lib/drm/test-ask';
import { httpVendor, toHttpAccount } from '@/lib/drm/vendors/http';

const SECRET = 'http-vendor-secret-of-more-than-32-bytes';

/** Through the setting's own parser, so that what is tested is what can be configured. */
function accountOf(entry: Record<string, unknown>, secret = SECRET) {
  const { playready } = parseDrmVendors(JSON.stringify({ playready: { vendor: 'http', ...entry } }));
  if (playready?.vendor !== 'http') throw new Error('no http vendor');
  return toHttpAccount(playready, { DRM_HTTP_SECRET: secret });
}

const bearer = { authorization: 'Bearer {token}' };
const url = 'https://drm.example/license';

test('fills address and headers, escaped for where they stand', () => {
  const account = accountOf({
    url: `${url}/{contentId}/{kid}?s={sessionId}`,
    headers: { 'X-Content': '{contentId}' },
  });
  const request = httpVendor.buildLicenseRequest(askOf('playready', { contentId: '公演/1 &x' }), account);
  expect(request.url).toBe(`${url}/%E5%85%AC%E6%BC%94%2F1%20%26x/${ASKED[0]}?s=pbs_7KQ4MX`);
  expect(request.headers['x-content']).toBe('%E5%85%AC%E6%BC%94%2F1%20%26x');
  expect(request.headers['content-type']).toBe('text/xml; charset=utf-8');
});

test('claims keep the type of a lone placeholder, also deep inside', () => {
  const claims = {
    iat: '{iat}',
    exp: '{exp}',
    jti: '{jti}',
    sub: 'event:{contentId}',
    kids: '{kids}',
    policy: { seconds: '{licenseSeconds}', end: '{until}', list: ['{kid}', 7, false] },
    level: '{securityLevel}',
    hdcp: '{hdcp}',
  };
  const words = { hdcp: { none: null, '1.4': 1, '2.2': 2 }, securityLevel: { software: 1, hardware: 5 } };
  const account = accountOf({
    url,
    headers: bearer,
    words,
    jwt: { algorithm: 'HS256', keyId: 'k1', claims },
  });
  const request = httpVendor.buildLicenseRequest(askOf('playready'), account);
  const opened = openHs256(text(request.headers.authorization).replace('Bearer ', ''), Buffer.from(SECRET));
  expect(opened.header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k1' });
  expect(opened.claims).toEqual({
    iat: UNIX_NOW - 60,
    exp: UNIX_NOW + 120,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    sub: 'event:live-2026-12-24',
    kids: [...ASKED],
    policy: { seconds: 3600, end: UNIX_NOW + 3 * 3600, list: [ASKED[0], 7, false] },
    level: 1,
    hdcp: null,
  });
});

test('a template without iat gets none from a clock of its own', () => {
  const account = accountOf({ url, headers: bearer, jwt: { algorithm: 'HS256', claims: { exp: '{exp}' } } });
  const { headers } = httpVendor.buildLicenseRequest(askOf('playready'), account);
  const { claims } = openHs256(text(headers.authorization).replace('Bearer ', ''), Buffer.from(SECRET));
  expect(claims).toEqual({ exp: UNIX_NOW + 120 });
});

test('signs with RS256, also from a PEM in base64 or in one line, with the key id out of the secret', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwt = { algorithm: 'RS256', claims: { exp: '{exp}' } };
  const accounts = [
    accountOf({ url: `${url}?token={token}`, jwt }, pem),
    accountOf({ url: `${url}?token={token}`, jwt }, pem.trim().replaceAll('\n', '\\n')),
    accountOf(
      { url: `${url}?token={token}`, jwt: { ...jwt, keyId: 'in-secret', secretEncoding: 'base64' } },
      `mux-1:${Buffer.from(pem).toString('base64')}`,
    ),
  ];
  for (const account of accounts) {
    const request = httpVendor.buildLicenseRequest(askOf('playready'), account);
    const token = new URL(request.url).searchParams.get('token') ?? '';
    const [header = '', payload = '', signature = ''] = token.split('.');
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('RSA-SHA256', signed, createPublicKey(pem), Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    const kid = account === accounts[2] ? { kid: 'mux-1' } : {};
    expect(decodePart(header)).toEqual({ alg: 'RS256', typ: 'JWT', ...kid });
  }
});

test('a secret that is no private key is named, never shown', () => {
  const jwt = { algorithm: 'RS256', claims: { exp: '{exp}' } };
  expect(() => accountOf({ url, jwt })).toThrow(/^DRM_HTTP_SECRET is no key for RS256$/);
});
