import { expect, test } from 'vitest';
import { parseEnvFile, portalEnv, type PortalWiring } from './stack-env';

const wiring: PortalWiring = {
  example:
    '# the sandbox\nDATABASE_URL=\nAPP_URL=http://localhost:3000\nOIDC_ISSUER=http://127.0.0.1:4102\nSTAFF_EMAILS=a@b.c\n',
  databaseUrl: 'postgres://x@127.0.0.1:5/stagedoor',
  appUrl: 'http://localhost:3001',
  twins: {
    stripe: 'http://127.0.0.1:1',
    oidc: 'http://127.0.0.1:2',
    drm: 'http://127.0.0.1:3',
    origin: 'http://localhost:4',
    backupOrigin: 'http://localhost:8',
    secrets: 'http://127.0.0.1:5',
    mail: 'http://127.0.0.1:6',
    smtp: 'smtp://127.0.0.1:7',
  },
  mediaKey: { MEDIA_SIGNING_KEY_ID: 'K1', MEDIA_SIGNING_PRIVATE_KEY: 'pem' },
  clearTestHlsUrl: 'http://localhost:4/live/test/1/clear/master.m3u8',
  given: {},
};

test('addresses follow the ports really in use, other values come from the example', () => {
  expect(portalEnv(wiring)).toMatchObject({
    APP_URL: 'http://localhost:3001',
    NEXTAUTH_URL: 'http://localhost:3001',
    OIDC_ISSUER: 'http://127.0.0.1:2',
    DRM_VENDORS: expect.stringContaining('http://127.0.0.1:3/clearkey'),
    SMTP_URL: 'smtp://127.0.0.1:7',
    MEDIA_ORIGINS: 'http://localhost:4,http://localhost:8',
    MEDIA_SIGNING_KEY_ID: 'K1',
    STAFF_EMAILS: 'a@b.c',
  });
});

test('a real variable wins, an empty one and one the product does not know do not', () => {
  const given = { OIDC_ISSUER: 'https://login.example', STAFF_EMAILS: '', HOME: '/root' };
  const env = portalEnv({ ...wiring, given });
  expect(env).toMatchObject({ OIDC_ISSUER: 'https://login.example', STAFF_EMAILS: 'a@b.c' });
  expect(env).not.toHaveProperty('HOME');
});

test('a value may contain equals signs and hashes', () => {
  expect(parseEnvFile('A=b=c#d\n#B=no\n')).toEqual({ A: 'b=c#d' });
});
