import { expect, it } from 'vitest';
import { readSandboxConfig } from './sandbox-config';

const environment = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  OIDC_CLIENT_ID: 'stagedoor',
  OIDC_CLIENT_SECRET: 'client-secret',
  OIDC_REDIRECT_URIS: 'http://localhost:3000/callback, http://127.0.0.1:3000/callback',
  DRM_CLEARKEY_SECRET: 'vendor-secret',
};

it('gives every twin its options, with free ports and no webhook address by default', () => {
  const config = readSandboxConfig({ ...environment, STRIPE_WEBHOOK_URL: '' });

  expect(config.stripe).toEqual({
    port: 0,
    secretKey: 'sk_test_1',
    publishableKey: 'pk_test_1',
    webhookSecret: 'whsec_1',
  });
  expect(config.oidc).toMatchObject({
    redirectUris: ['http://localhost:3000/callback', 'http://127.0.0.1:3000/callback'],
    postLogoutRedirectUris: ['http://localhost:3000/', 'http://127.0.0.1:3000/'],
  });
  expect(config.drm.contentKeySecret).toBe(config.origin.contentKeySecret);
  expect(JSON.parse(config.secrets.secrets['stagedoor/sandbox'] ?? '')).toMatchObject({
    OIDC_CLIENT_SECRET: 'client-secret',
  });
});

it.each([
  ['a live secret key', { STRIPE_SECRET_KEY: 'sk_live_VALUE' }, 'STRIPE_SECRET_KEY'],
  ['a live restricted key', { STRIPE_SECRET_KEY: 'rk_live_VALUE' }, 'STRIPE_SECRET_KEY'],
  ['a live publishable key', { STRIPE_PUBLISHABLE_KEY: 'pk_live_VALUE' }, 'STRIPE_PUBLISHABLE_KEY'],
  ['production', { NODE_ENV: 'production' }, 'NODE_ENV'],
  ['a missing secret', { OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET'],
  ['a bad address', { OIDC_REDIRECT_URIS: 'VALUE' }, 'OIDC_REDIRECT_URIS'],
])('refuses %s by the name of the variable, not its value', (_case, bad, name) => {
  const read = () => readSandboxConfig({ ...environment, ...bad });

  expect(read).toThrow(name);
  expect(read).not.toThrow('VALUE');
});
