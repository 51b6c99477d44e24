import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repoRoot } from '../repo-root';
import { shownWhere } from './shown-where';

test.each(Object.entries(shownWhere))('%s is shown by %s', (property, file) => {
  const path = join(repoRoot, file);
  expect(existsSync(path)).toBe(true);
  const isOurs = file.startsWith('scripts/simulate/');
  if (isOurs) expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`\\b${property}\\b`));
});
