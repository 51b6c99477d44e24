import { expect, test } from 'vitest';
import { checkModes, type Modes } from './check-modes';

const live: Modes = {
  appUrl: 'https://tickets.minato.jp',
  stripeSecretKey: 'sk_live_51aaa',
  stripePublishableKey: 'pk_live_51aaa',
  secrets: {
    NEXTAUTH_SECRET: 'kJ8s0Lr1q7b3mZ5c',
    DRM_AXINOM_KEY: 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83=',
  },
  addresses: { OIDC_ISSUER: 'https://login.minato.jp', STRIPE_API_BASE: 'https://api.stripe.com' },
  isRehearsal: false,
};
const here: Modes = {
  ...live,
  appUrl: 'http://localhost:3000',
  stripeSecretKey: 'sk_test_sandbox',
  stripePublishableKey: 'pk_test_sandbox',
  secrets: { NEXTAUTH_SECRET: 'sandbox-session-secret' },
  addresses: { OIDC_ISSUER: 'http://127.0.0.1:4102' },
};
const found = (modes: Modes) =>
  checkModes(modes)
    .filter(({ result }) => result !== 'go')
    .map((line) => line.found);

test('a live site with live keys is go, and so is the sandbox on this machine', () => {
  expect(found(live)).toEqual([]);
  expect(found(here)).toEqual([]);
});

test.each([
  [
    'keys of two modes',
    { stripePublishableKey: 'pk_test_51aaa' },
    'the secret key is live, the publishable test',
  ],
  ['text that is no key', { stripeSecretKey: 'secret' }, 'a key is neither live nor test'],
  [
    'test keys',
    { stripeSecretKey: 'rk_test_1', stripePublishableKey: 'pk_test_1' },
    'test keys on a public site: nobody pays',
  ],
  ['http', { appUrl: 'http://tickets.minato.jp' }, 'APP_URL is http'],
  ['a secret of .env.example', { secrets: { JOBS_SECRET: 'sandbox-jobs-secret' } }, 'JOBS_SECRET'],
  ['one in base64', { secrets: { DRM_AXINOM_KEY: 'c2FuZGJveC1heGlub20ta2V5' } }, 'DRM_AXINOM_KEY'],
  ['one in hexadecimal', { secrets: { DRM_WIDEVINE_IV: '73616e64626f782d69762d' } }, 'DRM_WIDEVINE_IV'],
  ['an address of this machine', { addresses: { OIDC_ISSUER: 'http://127.0.0.1:4102' } }, 'OIDC_ISSUER'],
])('a public site with %s is no-go', (_, change, says) => {
  expect(found({ ...live, ...change })).toEqual([says]);
});

test('a rehearsal on a public site may have test keys, and nothing else of the sandbox', () => {
  const rehearsal = {
    ...live,
    stripeSecretKey: 'sk_test_1',
    stripePublishableKey: 'pk_test_1',
    isRehearsal: true,
  };
  expect(found(rehearsal)).toEqual([]);
  expect(found({ ...rehearsal, secrets: here.secrets })).toEqual(['NEXTAUTH_SECRET']);
});

test('live keys on this machine alone are no-go', () => {
  const keys = { stripeSecretKey: live.stripeSecretKey, stripePublishableKey: live.stripePublishableKey };
  expect(found({ ...here, ...keys })).toEqual(['live keys on this machine alone']);
});

test('no line repeats a secret', () => {
  const printed = JSON.stringify(checkModes({ ...here, appUrl: 'https://tickets.minato.jp' }));
  expect(printed).not.toContain('sandbox-session-secret');
  expect(printed).not.toContain('sk_test_sandbox');
});
