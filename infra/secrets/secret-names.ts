/** Made and rotated by AWS; both versions hold for a while (lib/config/secrets.ts reads AWSCURRENT and AWSPREVIOUS). */
export const signingKeys = ['PLAYBACK_TOKEN_SECRET', 'NEXTAUTH_SECRET', 'JOBS_SECRET'] as const;

/** Given by others; put into the secret by hand (docs/deploy.md). */
export const givenSecrets = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'OIDC_CLIENT_SECRET',
  'SMTP_PASSWORD',
  'MEDIA_SIGNING_PRIVATE_KEY',
  'DRM_AXINOM_KEY',
  'DRM_CASTLABS_SECRET',
  'DRM_DOVERUNNER_SITE_KEY',
  'DRM_DOVERUNNER_ACCESS_KEY',
  'DRM_WIDEVINE_KEY',
  'DRM_WIDEVINE_IV',
  'DRM_HTTP_SECRET',
  'DRM_CLEARKEY_SECRET',
] as const;
