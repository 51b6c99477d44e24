import { expect, test } from 'vitest';
import { z } from 'zod';
import { Fault } from '@/lib/fault';
import { askOf, openHs256, text, UNIX_NOW } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';
import { castlabsVendor, signCastlabsToken, toCastlabsAccount } from '@/lib/drm/vendors/castlabs';

const { input, expected } = findVector('drmtoday-auth-token-derived');
const secretHex = text(input.secret_hex);
const secret = Buffer.from(secretHex, 'hex');
const entry = {
  vendor: 'castlabs',
  url: 'https://lic.drmtoday.com/license-proxy-widevine/cenc/?specConform=true',
  merchant: 'organizationId',
  keyId: '00000000-1111-2222-3333-444444444444',
  secret: 'DRM_CASTLABS_SECRET',
} as const;
const account = toCastlabsAccount(entry, { DRM_CASTLABS_SECRET: secretHex });

const jsonObject = z.record(z.string(), z.unknown());
const payloadSchema = z.object({
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
  optData: z.string(),
  crt: z.string(),
});

test('signs the published claims to a token of the published header and claims', () => {
  const payload = payloadSchema.parse(input.payload);
  const token = signCastlabsToken(
    {
      ...payload,
      optData: jsonObject.parse(JSON.parse(payload.optData)),
      crt: jsonObject.parse(JSON.parse(payload.crt)),
    },
    account,
  );
  // The published token orders its header otherwise: compare what both say, each with its own signature checked.
  expect(openHs256(token, secret)).toEqual(openHs256(text(expected.jwt), secret));
});

function rightsOf(ask: Parameters<typeof castlabsVendor.buildLicenseRequest>[0], of = account) {
  const request = castlabsVendor.buildLicenseRequest(ask, of);
  const { header, claims } = openHs256(text(request.headers['x-dt-auth-token']), secret);
  return { header, claims, crt: jsonObject.parse(JSON.parse(text(claims.crt))), request };
}

test('the token gives the asset for the license time, stores nothing and names no person', () => {
  const { header, claims, crt } = rightsOf(askOf('widevine'));
  expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: entry.keyId });
  expect(claims).toMatchObject({ iat: UNIX_NOW - 60, exp: UNIX_NOW + 120 });
  expect(JSON.parse(text(claims.optData))).toEqual({
    merchant: 'organizationId',
    userId: 'pbs_7KQ4MX',
    sessionId: 'pbs_7KQ4MX',
  });
  expect(crt).toEqual({
    assetId: 'live-2026-12-24',
    profile: { type: 'rental', relativeExpiration: 'PT3600S', playDuration: 'PT3600S' },
    storeLicense: false,
    outputProtection: { digital: false, analogue: false, enforce: false, requireHDCP: 'HDCP_NONE' },
  });
});

test('hardware security comes from the merchant’s template, and without one nothing is asked', () => {
  const ask = askOf('widevine', { policy: { licenseSeconds: 60, hdcp: '2.2', securityLevel: 'hardware' } });
  expect(rightsOf(ask, { ...account, hardwareTemplate: ':l1' }).crt).toMatchObject({
    ref: [':l1'],
    outputProtection: { digital: true, enforce: true, requireHDCP: 'HDCP_V2_2' },
  });
  expect(() => rightsOf(ask)).toThrow(Fault);
});

test('an SPC goes out as a form', () => {
  const { request } = rightsOf(askOf('fairplay'));
  expect(Buffer.from(request.body).toString()).toBe(findVector('fairplay-body-encodings').expected.form_body);
});
