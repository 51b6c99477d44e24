import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './build-portal';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stagedoor-build-'));
  mkdirSync(join(root, 'app', '[locale]'), { recursive: true });
  write('app/[locale]/page.tsx', 'one');
  write('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

test.each([
  ['a changed page', 'app/[locale]/page.tsx', 'two'],
  ['a new page', 'app/about.tsx', 'one'],
  ['a changed lock file', 'package-lock.json', '{"next":"newer"}'],
  ['a new root configuration', 'next.config.js', ''],
])('%s asks for a new build', (_what, path, text) => {
  const before = fingerprint(root);
  write(path, text);
  expect(fingerprint(root)).not.toBe(before);
});

test('a changed test does not ask for a new build', () => {
  const before = fingerprint(root);
  write('app/page.test.tsx', 'expect');
  expect(fingerprint(root)).toBe(before);
});

test('moving text from one file to another asks for a new build', () => {
  write('app/a.ts', 'xy');
  write('app/b.ts', '');
  const before = fingerprint(root);
  write('app/a.ts', 'x');
  write('app/b.ts', 'y');
  expect(fingerprint(root)).not.toBe(before);
});
