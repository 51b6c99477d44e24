import { expect, test } from 'vitest';
import { parseEnv } from '@/lib/config/env';

const good = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1/db',
  APP_URL: 'http://localhost:3000',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
  OIDC_ISSUER: 'http://127.0.0.1:4102',
  OIDC_CLIENT_ID: 'stagedoor',
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'tickets@stagedoor.example',
};

test('what is left blank takes its default: Stripe’s own addresses, no trusted header, ten minutes of hold', () => {
  const env = parseEnv({
    ...good,
    STRIPE_API_BASE: '',
    MEDIA_ORIGINS: '',
    TRUSTED_ADDRESS_HEADER: '',
    HOLD_SECONDS: '',
  });
  expect(env).toMatchObject({
    STRIPE_API_BASE: 'https://api.stripe.com',
    STRIPE_JS_URL: 'https://js.stripe.com/endive/stripe.js',
    MEDIA_ORIGINS: [],
    HOLD_SECONDS: 600,
  });
  expect(env.TRUSTED_ADDRESS_HEADER).toBeUndefined();
});

test('lists are split and addresses of staff compared in small letters', () => {
  const env = parseEnv({
    ...good,
    STAFF_EMAILS: ' A@Example.jp, b@example.jp ,',
    MEDIA_ORIGINS: 'https://a.example,https://b.example',
  });
  expect([env.STAFF_EMAILS, env.MEDIA_ORIGINS]).toEqual([
    ['a@example.jp', 'b@example.jp'],
    ['https://a.example', 'https://b.example'],
  ]);
});

test('every unusable variable is named at once, and no value is shown', () => {
  const broken = { ...good, DATABASE_URL: 'mysql://hunter2', APP_URL: 'ftp://hunter2', HOLD_SECONDS: '3' };
  expect(() => parseEnv(broken)).toThrow(/DATABASE_URL[\s\S]*APP_URL[\s\S]*HOLD_SECONDS/);
  expect(() => parseEnv(broken)).not.toThrow(/hunter2/);
});
