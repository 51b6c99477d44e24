import { expect, test } from 'vitest';
import { examplePlan } from '../test-system';
import { neededSecrets } from './needed-secrets';

test('an operator is asked for the secrets that the plan uses, and for no others', () => {
  expect(neededSecrets(examplePlan())).toEqual([
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'OIDC_CLIENT_SECRET',
    'SMTP_PASSWORD',
    'MEDIA_SIGNING_PRIVATE_KEY',
    'DRM_AXINOM_KEY',
  ]);
});

test('two vendors, no video, a mail server without a user', () => {
  const DRM_VENDORS = '{"widevine":{"vendor":"widevine-cloud"},"fairplay":{ "vendor" : "http" }}';
  const plan = examplePlan(({ portal, ...rest }) => ({
    ...rest,
    video: undefined,
    portal: { ...portal, settings: { ...portal.settings, SMTP_URL: 'smtp://mail.example.com', DRM_VENDORS } },
  }));
  expect(neededSecrets(plan).slice(3)).toEqual(['DRM_WIDEVINE_KEY', 'DRM_WIDEVINE_IV', 'DRM_HTTP_SECRET']);
});
