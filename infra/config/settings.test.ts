import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemsWith } from './test-plan';

const axinom = { vendor: 'axinom', url: 'https://drm.example.com/w', comKeyId: 'in-secret' };
const vendors = (value: unknown): string => JSON.stringify(value);

/** Texts of which the product and the plan have to think alike, and what the plan says of those that are wrong. */
const texts: readonly [setting: string, text: string, problem?: string][] = [
  ['STRIPE_PUBLISHABLE_KEY', 'pk_live_x'],
  ['STRIPE_PUBLISHABLE_KEY', 'canary_live_x', 'is no publishable key of Stripe (pk_…)'],
  ['OIDC_ISSUER', 'https://login.example.com/realms/a'],
  ['OIDC_ISSUER', 'login.canary.com', 'is no http(s) address'],
  ['OIDC_ISSUER', 'ftp://login.canary.com', 'is no http(s) address'],
  ['STAFF_GROUPS', 'a=support, b=owner,'],
  ['STAFF_GROUPS', 'canary', 'is no list of group=role'],
  ['STAFF_GROUPS', 'a=support,canary=king', 'is no list of group=role'],
  ['STAFF_GROUPS', '=owner', 'is no list of group=role'],
  ['PAYMENT_METHODS', 'card'],
  ['PAYMENT_METHODS', 'paypay, card'],
  ['PAYMENT_METHODS', 'konbini', 'does not have card'],
  ['PAYMENT_METHODS', 'card,canary', 'is no list of card, konbini, paypay'],
  ['STRIPE_PAYMENTS_PER_SECOND', '1000'],
  ['STRIPE_PAYMENTS_PER_SECOND', '0', 'is no whole number from 1 to 1000'],
  ['STRIPE_PAYMENTS_PER_SECOND', 'canary', 'is no whole number from 1 to 1000'],
  ['HOLD_SECONDS', '60'],
  ['HOLD_SECONDS', '3601', 'is no whole number from 60 to 3600'],
  ['HOLD_SECONDS', '600.5', 'is no whole number from 60 to 3600'],
  ['SMTP_URL', 'smtp://mail.example.com:25'],
  ['SMTP_URL', 'https://canary.example.com', 'is no smtp(s):// address'],
  ['SMTP_URL', 'smtp://mail canary', 'is no smtp(s):// address'],
  ['MAIL_FROM', 'tickets@example.com'],
  ['MAIL_FROM', 'Example tickets@canary.com', 'is no mail address'],
  ['MEDIA_ORIGINS', 'https://media-a.example.com,http://b.example.com'],
  ['MEDIA_ORIGINS', 'https://media-a.example.com,canary', 'is no list of http(s) addresses'],
  ['CLEAR_TEST_HLS_URL', 'https://media-a.example.com/clear.m3u8'],
  ['CLEAR_TEST_HLS_URL', 'canary.m3u8', 'is no http(s) address'],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, certificate: false }, fairplay: axinom })],
  ['DRM_VENDORS', '{canary', 'as JSON has to be an object with fields'],
  ['DRM_VENDORS', '[]', 'as JSON has to be an object with fields'],
  ['DRM_VENDORS', vendors({ canary: axinom }), 'as JSON has a field'],
  [
    'DRM_VENDORS',
    vendors({ widevine: { ...axinom, vendor: 'canary' } }),
    'widevine.vendor: is none of: axinom',
  ],
  [
    'DRM_VENDORS',
    vendors({ playready: { vendor: 'widevine-cloud' } }),
    'playready.vendor: is none of: axinom',
  ],
  [
    'DRM_VENDORS',
    vendors({ widevine: { ...axinom, url: 'http://canary.com' } }),
    'widevine.url: is no https address',
  ],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, url: 'canary' } }), 'widevine.url: is no https address'],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, comKeyId: undefined } }), 'widevine.comKeyId: is missing'],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, comKeyId: 'canary' } }), 'widevine.comKeyId: is neither'],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, secret: 'CANARY' } }), 'widevine.secret: is no name'],
  ['DRM_VENDORS', vendors({ widevine: { ...axinom, key: 'x' } }), 'widevine: has a field'],
  [
    'DRM_VENDORS',
    vendors({ widevine: { vendor: 'castlabs', url: axinom.url, keyId: 'k' } }),
    'widevine.merchant: is missing',
  ],
  [
    'DRM_VENDORS',
    vendors({ fairplay: { vendor: 'doverunner', url: axinom.url } }),
    'fairplay.siteId: is missing',
  ],
  ['DRM_VENDORS', vendors({ widevine: { vendor: 'widevine-cloud', url: axinom.url, provider: '' } })],
];
const wrong = texts.filter((each): each is [string, string, string] => each[2] !== undefined);

test.each(wrong)('%s = %j is refused by its name, and the value stays unsaid', (name, text, problem) => {
  const problems = problemsWith({ [`portal.settings.${name}`]: text });
  expect(problems).toEqual([expect.stringContaining(`portal.settings.${name}`)]);
  expect(problems.join()).toContain(problem);
  expect(problems.join()).not.toMatch(/canary\.|mail canary/i);
});

/** The settings of the product, asked as a process of its own: infra imports nothing of it (decision 50). */
const asksTheProduct = `
import { parseEnv } from '@/lib/config/env';
const whole = { DATABASE_URL: 'postgres://localhost/x', APP_URL: 'https://tickets.example.com', STRIPE_PUBLISHABLE_KEY: 'pk_x',
  OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'x', SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com' };
const takes = ([name, text]) => { try { parseEnv({ ...whole, [name]: text }); return true; } catch { return false; } };
console.log(JSON.stringify(JSON.parse(process.argv.at(-1)).map(takes)));
`;

test('the plan refuses what the product would refuse at its start, and nothing that it would take', () => {
  const root = join(import.meta.dirname, '../..');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      import.meta.resolve('tsx'),
      '--input-type=module',
      '--eval',
      asksTheProduct,
      JSON.stringify(texts),
    ],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
  expect(stderr).toBe('');
  const says = (taken: readonly unknown[]): unknown[] =>
    texts.map(([name, text], at) => [name, text, taken[at]]);
  const byPlan = texts.map(
    ([name, text]) => problemsWith({ [`portal.settings.${name}`]: text }).length === 0,
  );
  expect(says(byPlan)).toEqual(says(JSON.parse(stdout)));
});
