import { createDecipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { askOf, NOW, text } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';
import {
  doverunnerToken,
  doverunnerVendor,
  encryptDoverunnerPolicy,
  hashDoverunnerToken,
  toDoverunnerAccount,
} from '@/lib/drm/vendors/doverunner';

const v1 = findVector('doverunner-v1-tutorial');
const v2 = findVector('doverunner-v2-derived-widevine');
const entry = {
  vendor: 'doverunner',
  url: 'https://drm-license.doverunner.com/ri/licenseManager.do',
  siteId: text(v2.input.site_id),
  siteKeySecret: 'DRM_DOVERUNNER_SITE_KEY',
  accessKeySecret: 'DRM_DOVERUNNER_ACCESS_KEY',
} as const;
const account = toDoverunnerAccount(entry, {
  DRM_DOVERUNNER_SITE_KEY: text(v2.input.site_key),
  DRM_DOVERUNNER_ACCESS_KEY: text(v2.input.access_key),
});

const token = z.looseObject({ policy: z.string(), hash: z.string(), timestamp: z.string(), cid: z.string() });

function decrypt(base64: string): string {
  const decipher = createDecipheriv('aes-256-cbc', account.siteKey, text(v2.input.iv));
  return Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]).toString('utf8');
}

test('the tutorial’s policy and hash come out as printed', () => {
  const policy = encryptDoverunnerPolicy(text(v1.input.rule_json), account.siteKey);
  expect(policy).toBe(v1.expected.encrypted_rule);
  const { drm_type, site_id, user_id, cid, timestamp } = v1.input;
  const fields = [drm_type, site_id, user_id, cid, policy, timestamp].map(text);
  expect(hashDoverunnerToken(fields, account.accessKey)).toBe(v1.expected.hash);
});

test('a token of version 2 comes out as derived from the tutorial’s keys', () => {
  const header = doverunnerToken(
    {
      drmType: text(v2.input.drm_type),
      userId: text(v2.input.user_id),
      contentId: text(v2.input.cid),
      policyJson: text(v2.input.policy_json),
      timestamp: text(v2.input.timestamp),
    },
    account,
  );
  expect(header).toBe(v2.expected.header_value);
});

test('a policy with other blanks is another ciphertext of the same rules', () => {
  const { input, expected } = findVector('doverunner-whitespace-trap');
  expect(encryptDoverunnerPolicy(text(input.rule_json), account.siteKey)).toBe(expected.encrypted_rule);
  expect(expected.encrypted_rule).not.toBe(v1.expected.encrypted_rule);
  expect(JSON.parse(decrypt(text(expected.encrypted_rule)))).toEqual(
    JSON.parse(decrypt(text(v1.expected.encrypted_rule))),
  );
});

test('the token carries the content id and a policy that ends with the license and stores nothing', () => {
  const ask = askOf('playready', { policy: { licenseSeconds: 900, hdcp: '2.2', securityLevel: 'hardware' } });
  const request = doverunnerVendor.buildLicenseRequest(ask, account);
  const header = text(request.headers['pallycon-customdata-v2']);
  const sent = token.parse(JSON.parse(Buffer.from(header, 'base64').toString()));
  expect(sent).toMatchObject({ drm_type: 'PlayReady', cid: ask.contentId, user_id: ask.sessionId });
  expect(sent.timestamp).toBe('2026-12-24T09:59:00Z');
  expect(new Date(sent.timestamp).getTime()).toBeLessThan(NOW.getTime() - 60_000);
  expect(JSON.parse(decrypt(sent.policy))).toEqual({
    policy_version: 2,
    playback_policy: { persistent: false, license_duration: 900, allowed_track_types: 'ALL' },
    security_policy: [
      {
        track_type: 'ALL',
        widevine: { security_level: 5, required_hdcp_version: 'HDCP_V2_2' },
        playready: {
          security_level: 3000,
          digital_video_protection_level: 300,
          require_hdcp_type_1: true,
        },
        fairplay: { hdcp_enforcement: 1 },
      },
    ],
  });
});

test.each([
  [200, '{"errorCode":"7019","message":"hash"}', 'drm_unauthorized'],
  [400, '{"errorCode":7011,"message":"expired"}', 'drm_unauthorized'],
  [200, '{"errorCode":"7012","message":"cid"}', 'drm_refused'],
  [403, '{"errorCode":"7012","message":"cid"}', 'drm_refused'],
  [500, '{"errorCode":"9999","message":"oops"}', 'drm_failed'],
])('status %i with %s is %s', (status, body, problem) => {
  const reply = { status, contentType: 'application/json', body: Buffer.from(body) };
  expect(doverunnerVendor.readLicense(reply, askOf('fairplay'))).toEqual({ ok: false, problem });
});
