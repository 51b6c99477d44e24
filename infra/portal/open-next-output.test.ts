import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtFixture } from '../test-system';
import { readOpenNextOutput } from './open-next-output';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stagedoor-built-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('without a build it says which command makes one', () => {
  expect(() => readOpenNextOutput(root)).toThrow(
    /^There is no .*open-next\.output\.json\. Run `npm run build:aws` first/,
  );
});

test('a bundle that is missing is named', () => {
  cpSync(builtFixture, root, { recursive: true });
  rmSync(join(root, '.open-next/own/license'), { recursive: true });
  expect(() => readOpenNextOutput(root)).toThrow(/\.open-next\/own\/license\. Run `npm run build:aws` again/);
});

test('an output of another shape is refused by the name of what is wrong', () => {
  cpSync(builtFixture, root, { recursive: true });
  writeFileSync(join(root, '.open-next/open-next.output.json'), '{"origins":{}}');
  expect(() => readOpenNextOutput(root)).toThrow(/origins\.s3: /);
});
