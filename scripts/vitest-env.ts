import { inject } from 'vitest';
import { sandboxVendors } from './sandbox-vendors';

const keys = inject('sandboxKeys');
const media = inject('mediaKey');

/** The environment that product code under test reads: the twins of this run, and a database only by argument. */
Object.assign(process.env, {
  DATABASE_URL: inject('databaseUrl'),
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'unit-test-session-secret-of-32-bytes',
  STRIPE_API_BASE: inject('stripeUrl'),
  STRIPE_JS_URL: `${inject('stripeUrl')}/endive/stripe.js`,
  STRIPE_PUBLISHABLE_KEY: keys.STRIPE_PUBLISHABLE_KEY,
  STRIPE_SECRET_KEY: keys.STRIPE_SECRET_KEY,
  STRIPE_WEBHOOK_SECRET: keys.STRIPE_WEBHOOK_SECRET,
  OIDC_ISSUER: inject('oidcUrl'),
  OIDC_CLIENT_ID: keys.OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET: keys.OIDC_CLIENT_SECRET,
  STAFF_EMAILS: 'staff@example.jp',
  PLAYBACK_TOKEN_SECRET: 'unit-test-playback-token-secret-32-bytes',
  DRM_VENDORS: sandboxVendors(inject('drmUrl')),
  DRM_AXINOM_KEY: keys.DRM_AXINOM_KEY,
  DRM_CASTLABS_SECRET: keys.DRM_CASTLABS_SECRET,
  DRM_DOVERUNNER_SITE_KEY: keys.DRM_DOVERUNNER_SITE_KEY,
  DRM_DOVERUNNER_ACCESS_KEY: keys.DRM_DOVERUNNER_ACCESS_KEY,
  DRM_WIDEVINE_KEY: keys.DRM_WIDEVINE_KEY,
  DRM_WIDEVINE_IV: keys.DRM_WIDEVINE_IV,
  DRM_HTTP_SECRET: keys.DRM_HTTP_SECRET,
  DRM_CLEARKEY_SECRET: keys.DRM_CLEARKEY_SECRET,
  TRUSTED_COUNTRY_HEADER: 'cloudfront-viewer-country',
  MEDIA_ORIGINS: [inject('originUrl'), inject('backupOriginUrl')].join(','),
  MEDIA_SIGNING_KEY_ID: media.MEDIA_SIGNING_KEY_ID,
  MEDIA_SIGNING_PRIVATE_KEY: media.MEDIA_SIGNING_PRIVATE_KEY,
  SMTP_URL: inject('smtpUrl'),
  MAIL_FROM: 'Stagedoor <tickets@stagedoor.example>',
  PAYMENT_METHODS: 'card,konbini,paypay',
  JOBS_SECRET: 'unit-test-jobs-secret',
});
