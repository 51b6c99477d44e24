import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repoRoot } from '../repo-root';
import { shownWhere } from './shown-where';

const all = Array.from({ length: 24 }, (_, index) => `P${index + 1}`);

test.each(all)('%s is shown where it is said to be', (property) => {
  const places = shownWhere[property] ?? [];
  expect(places).not.toEqual([]);
  for (const { file, by } of places) expect(readFileSync(join(repoRoot, file), 'utf8')).toContain(by);
});
