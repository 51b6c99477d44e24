import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { demoEnvironment, leaveDemoEnvironment } from './demo-environment';

const folder = mkdtempSync(join(tmpdir(), 'stagedoor-demo-'));
const file = join(folder, 'environment.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pem = 'line one\nline two';

test('another command finds what the demo runs with, until the demo ends', () => {
  expect(demoEnvironment(file)).toBeUndefined();
  const takeAway = leaveDemoEnvironment(
    { APP_URL: 'http://localhost:3000', PEM: pem, NONE: undefined },
    {},
    file,
  );
  expect(demoEnvironment(file)).toEqual({ APP_URL: 'http://localhost:3000', PEM: pem });
  expect(statSync(file).mode & 0o077).toBe(0);
  takeAway();
  expect(demoEnvironment(file)).toBeUndefined();
});

test('a key of one’s own is not written down', () => {
  const given = { STRIPE_SECRET_KEY: 'sk_test_mine', DATABASE_URL: 'postgres://mine' };
  leaveDemoEnvironment({ ...given, JOBS_SECRET: 'made up' }, given, file);
  expect(demoEnvironment(file)).toEqual({ JOBS_SECRET: 'made up' });
});

test('a demo that ends leaves alone what a later one has written', () => {
  const takeAway = leaveDemoEnvironment({ APP_URL: 'http://localhost:3000' }, {}, file);
  leaveDemoEnvironment({ APP_URL: 'http://localhost:3001' }, {}, file);
  takeAway();
  expect(demoEnvironment(file)).toEqual({ APP_URL: 'http://localhost:3001' });
});
