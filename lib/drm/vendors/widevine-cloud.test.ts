import { expect, test } from 'vitest';
import { z } from 'zod';
import { ASKED, askOf, text } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';
import {
  signWidevineRequest,
  toWidevineCloudAccount,
  widevineCloudVendor,
} from '@/lib/drm/vendors/widevine-cloud';

const { input, expected } = findVector('widevine-sign-1');
const entry = {
  vendor: 'widevine-cloud',
  url: 'https://license.uat.widevine.com/cenc/getlicense',
  provider: text(input.provider),
  keySecret: 'DRM_WIDEVINE_KEY',
  ivSecret: 'DRM_WIDEVINE_IV',
} as const;
const account = toWidevineCloudAccount(entry, {
  DRM_WIDEVINE_KEY: text(input.key_hex),
  DRM_WIDEVINE_IV: text(input.iv_hex),
});

const envelope = z.object({ request: z.string(), signature: z.string(), signer: z.string() });
const keyOf = (kid: string) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64');

function requestOf(ask: Parameters<typeof widevineCloudVendor.buildLicenseRequest>[0]) {
  const { body } = widevineCloudVendor.buildLicenseRequest(ask, account);
  const sent = envelope.parse(JSON.parse(Buffer.from(body).toString()));
  const json = Buffer.from(sent.request, 'base64').toString('utf8');
  expect(sent).toMatchObject({ signer: 'widevine_test', signature: signWidevineRequest(json, account) });
  const request: unknown = JSON.parse(json);
  return request;
}

const replyOf = (value: unknown) => ({
  status: 200,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(value)),
});

test('signs the published payload to the published signature', () => {
  expect(signWidevineRequest(text(input.payload), account)).toBe(expected.signature);
});

test('the signed request names the asked keys, forbids persistence and bounds the license', () => {
  const ask = askOf('widevine', { policy: { licenseSeconds: 600, hdcp: '1.4', securityLevel: 'hardware' } });
  const rule = { security_level: 5, required_output_protection: { hdcp: 'HDCP_V1' } };
  expect(requestOf(ask)).toEqual({
    payload: Buffer.from(ask.challenge).toString('base64'),
    content_id: Buffer.from('live-2026-12-24').toString('base64'),
    provider: 'widevine_test',
    content_key_specs: ASKED.map((kid) => ({ key_id: keyOf(kid), ...rule })),
    policy_overrides: {
      can_play: true,
      can_persist: false,
      can_renew: true,
      license_duration_seconds: 600,
      renewal_delay_seconds: 480,
      renewal_retry_interval_seconds: 30,
    },
  });
});

test('a content id of bytes is sent as those bytes', () => {
  expect(requestOf(askOf('widevine', { contentId: 'hex:00FF' }))).toMatchObject({ content_id: 'AP8=' });
});

test('takes the license out of the reply', () => {
  const license = text(findVector('widevine-licence-reply-event-keys').input.reply_base64);
  expect(widevineCloudVendor.readLicense(replyOf({ status: 'OK', license }), askOf('widevine'))).toEqual({
    ok: true,
    license: Buffer.from(license, 'base64'),
  });
});

test.each([
  ['SIGNATURE_FAILED', 'drm_unauthorized'],
  ['ACCESS_DENIED', 'drm_refused'],
  ['INTERNAL_ERROR', 'drm_failed'],
  ['OK', 'drm_unreadable'],
])('status %s without a license is %s', (status, problem) => {
  const verdict = widevineCloudVendor.readLicense(replyOf({ status }), askOf('widevine'));
  expect(verdict).toEqual({ ok: false, problem });
});
