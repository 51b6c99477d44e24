import { expect, test } from 'vitest';
import { demoBanner } from './demo-banner';

const banner = demoBanner({
  command: 'npm run start:aws',
  appUrl: 'http://localhost:3000',
  twins: {
    stripe: 'http://127.0.0.1:4101',
    oidc: 'http://127.0.0.1:4102',
    drm: 'http://127.0.0.1:4103',
    origin: 'http://localhost:4104',
    backupOrigin: 'http://localhost:4108',
    secrets: 'http://127.0.0.1:4105',
    mail: 'http://127.0.0.1:4107',
    smtp: 'smtp://127.0.0.1:4106',
  },
  slug: 'spring',
  accounts: [{ email: 'staff@example.jp', name: 'Staff', role: 'staff' }],
  seconds: { build: 40.04, start: 3 },
});

test('the first address anybody sees is the portal', () => {
  expect(/https?:\/\/\S+/.exec(banner)?.[0]).toBe('http://localhost:3000');
});

test('the event on sale can be bought and watched from here', () => {
  expect(banner).toContain('http://localhost:3000/events/spring');
  expect(banner).toContain('http://localhost:3000/watch/spring');
});

test('mails can be read from here', () => {
  expect(banner).toMatch(/Mailbox +http:\/\/127\.0\.0\.1:4107/);
});

test('a konbini voucher can be paid from here', () => {
  expect(banner).toContain('http://127.0.0.1:4101/konbini');
});

test('data is kept with the command that was typed', () => {
  expect(banner).toContain('npm run start:aws -- --keep');
});

test('phases that did nothing are not reported', () => {
  expect(banner).toContain('Took: build 40.0 s, start 3.0 s.');
});

test('the command that looks at this very demo is told', () => {
  expect(banner).toContain('npm run preflight -- --demo');
});
