import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { dataRoot } from '../../repo-root';
import { leaveOutPackages } from './leave-out-packages';

// Inside the clone, whose node_modules stand for those of Lambda's runtime.
mkdirSync(dataRoot, { recursive: true });
const server = mkdtempSync(join(dataRoot, 'packages-'));
const aliases = join(server, '.next/node_modules');
beforeEach(() => {
  for (const name of ['@aws-sdk/client-secrets-manager', '@smithy/core', 'prettier', 'pg']) {
    mkdirSync(join(server, 'node_modules', name), { recursive: true });
    writeFileSync(join(server, 'node_modules', name, 'index.js'), 'module.exports = "ours";');
  }
  mkdirSync(join(aliases, '@aws-sdk'), { recursive: true });
});
afterAll(() => rmSync(server, { recursive: true, force: true }));

test('the SDK that Next calls by its own name is the runtime’s, and only what runs is deployed', () => {
  symlinkSync('../../node_modules/prettier', join(aliases, 'prettier-1a'));
  symlinkSync('../../node_modules/pg', join(aliases, 'pg-2b'));
  symlinkSync(
    '../../../node_modules/@aws-sdk/client-secrets-manager',
    join(aliases, '@aws-sdk/client-secrets-manager-3c'),
  );
  leaveOutPackages(server);
  const require = createRequire(join(server, '.next/server/chunk.js'));
  const runtime: unknown = createRequire(import.meta.url)('@aws-sdk/client-secrets-manager');
  expect(require('@aws-sdk/client-secrets-manager-3c')).toBe(runtime);
  expect(require('pg-2b')).toBe('ours');
  expect(readdirSync(join(server, 'node_modules'))).toEqual(['pg']);
  for (const name of readdirSync(aliases)) expect(existsSync(join(aliases, name))).toBe(true);
});

test('a build without that name is refused, not deployed without secrets', () => {
  rmSync(aliases, { recursive: true });
  mkdirSync(aliases);
  expect(() => leaveOutPackages(server)).toThrow('no name for @aws-sdk/client-secrets-manager');
});
