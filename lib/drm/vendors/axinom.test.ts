import { expect, test } from 'vitest';
import { z } from 'zod';
import { ASKED, askOf, NOW, openHs256, text } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';
import { axinomVendor, signAxinomMessage, toAxinomAccount } from '@/lib/drm/vendors/axinom';

const { input, expected } = findVector('axinom-lsm-derived');
const comKey = Buffer.from(text(input.com_key_base64), 'base64');
const entry = {
  vendor: 'axinom',
  url: 'https://drm-widevine-licensing.axprod.net/AcquireLicense',
  comKeyId: 'aa0151d7-081c-4699-a049-fc584556c9d2',
  secret: 'DRM_AXINOM_KEY',
} as const;
const account = toAxinomAccount(entry, { DRM_AXINOM_KEY: text(input.com_key_base64) });

test('signs the published message to the published token', () => {
  const payload = z.record(z.string(), z.unknown()).parse(input.payload);
  expect(signAxinomMessage(payload, comKey)).toBe(expected.jwt);
});

test('the message names the asked keys, forbids persistence and ends with the day', () => {
  const ask = askOf('widevine', { policy: { licenseSeconds: 900, hdcp: '1.4', securityLevel: 'hardware' } });
  const request = axinomVendor.buildLicenseRequest(ask, account);
  const { claims } = openHs256(text(request.headers['x-axdrm-message']), comKey);
  expect(claims).toMatchObject({
    com_key_id: entry.comKeyId,
    begin_date: new Date(NOW.getTime() - 60_500).toISOString(),
    expiration_date: new Date(NOW.getTime() + 119_500).toISOString(),
    message: {
      license: {
        allow_persistence: false,
        duration: 900,
        expiration_datetime: ask.until.toISOString(),
        widevine: { allow_renewal: true, renewal_delay: 720 },
      },
      content_keys_source: { inline: ASKED.map((id) => ({ id, usage_policy: 'stagedoor' })) },
      content_key_usage_policies: [
        {
          name: 'stagedoor',
          widevine: { device_security_level: 'HW_SECURE_ALL', hdcp: '1.0' },
          playready: { min_device_security_level: 3000, uncompressed_digital_video_opl: 300 },
          fairplay: { hdcp: 'TYPE0' },
        },
      ],
      license_server: { access_control: { prevent_drm_message_reuse: true } },
    },
  });
  expect(request.body).toBe(ask.challenge);
});

test('a license that lasts to the end of the day is not renewed', () => {
  const until = new Date(NOW.getTime() + 600_000);
  const request = axinomVendor.buildLicenseRequest(askOf('widevine', { until }), account);
  const { claims } = openHs256(text(request.headers['x-axdrm-message']), comKey);
  expect(claims).toMatchObject({
    message: { license: { duration: 600, widevine: { allow_renewal: false } } },
  });
});

test('a key that changes together with its id is read from one secret', () => {
  const value = `0b1f1bd5-1111-4222-8333-444455556666:${text(input.com_key_base64)}`;
  const inSecret = { ...entry, comKeyId: 'in-secret' } as const;
  expect(toAxinomAccount(inSecret, { DRM_AXINOM_KEY: value })).toMatchObject({
    comKeyId: '0b1f1bd5-1111-4222-8333-444455556666',
    comKey,
  });
  expect(() => toAxinomAccount(entry, { DRM_AXINOM_KEY: value })).toThrow(
    'DRM_AXINOM_KEY is not written in base64',
  );
});

test.each([
  [{}, 'DRM_AXINOM_KEY is not set'],
  [{ DRM_AXINOM_KEY: 'c2hvcnQ=' }, 'DRM_AXINOM_KEY is not 32 bytes long'],
])('an unusable key is named, never shown', (values, message) => {
  expect(() => toAxinomAccount(entry, values)).toThrow(new Error(message));
});
