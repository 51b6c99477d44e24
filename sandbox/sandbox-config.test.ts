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
  expect(config.backupOrigin).toEqual(config.origin);
  expect(JSON.parse(config.secrets.secrets['stagedoor/sandbox'] ?? '')).toMatchObject({
    OIDC_CLIENT_SECRET: 'client-secret',
  });
});

it('gives the customer an account at each DRM vendor whose secrets are there, and no other', () => {
  expect(readSandboxConfig(environment).drm.accounts).toEqual({});
  const given = { DRM_HTTP_SECRET: 'new, old', DRM_CASTLABS_SECRET: 'id-2:0a0b,0c0d', DRM_WIDEVINE_KEY: '' };
  const config = readSandboxConfig({ ...environment, ...given });
  expect(Object.keys(config.drm.accounts)).toEqual(['castlabs', 'generic']);
  expect(config.drm.accounts.castlabs?.keys).toEqual([
    { id: 'id-2', secret: Uint8Array.of(10, 11) },
    { id: '00000000-1111-2222-3333-444444444444', secret: Uint8Array.of(12, 13) },
  ]);
  expect(config.drm.accounts.generic?.secrets).toHaveLength(2);
  expect(JSON.parse(config.secrets.secrets['stagedoor/sandbox'] ?? '')).toMatchObject({
    DRM_HTTP_SECRET: 'new, old',
  });
});

it('takes the ClearKey secret of before while it is rotated', () => {
  const config = readSandboxConfig({ ...environment, DRM_CLEARKEY_SECRET: 'new,old' });
  expect(config.drm.vendorSecret).toEqual(['new', 'old']);
});

it.each([
  ['a live secret key', { STRIPE_SECRET_KEY: 'sk_live_VALUE' }, 'STRIPE_SECRET_KEY'],
  ['a live restricted key', { STRIPE_SECRET_KEY: 'rk_live_VALUE' }, 'STRIPE_SECRET_KEY'],
  ['a live publishable key', { STRIPE_PUBLISHABLE_KEY: 'pk_live_VALUE' }, 'STRIPE_PUBLISHABLE_KEY'],
  ['production', { NODE_ENV: 'production' }, 'NODE_ENV'],
  ['a missing secret', { OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET'],
  ['an Axinom key that is not 32 bytes', { DRM_AXINOM_KEY: 'VALUE' }, 'DRM_AXINOM_KEY'],
  ['a media key that is none', { MEDIA_PUBLIC_KEYS: '{"K1":"VALUE"}' }, 'MEDIA_PUBLIC_KEYS'],
  ['a bad address', { OIDC_REDIRECT_URIS: 'VALUE' }, 'OIDC_REDIRECT_URIS'],
])('refuses %s by the name of the variable, not its value', (_case, bad, name) => {
  const read = () => readSandboxConfig({ ...environment, ...bad });

  expect(read).toThrow(name);
  expect(read).not.toThrow('VALUE');
});
