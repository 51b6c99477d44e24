import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shareChunks } from './share-chunks';

const folder = mkdtempSync(join(tmpdir(), 'chunks-'));
const chunks = join(folder, '.next/server/chunks');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(join(chunks, name, '..'), { recursive: true });
  writeFileSync(join(chunks, name), `${text}\n\n//# sourceMappingURL=${name}.map`);
}

test('the same modules under other names are kept once, and every name still gives them', () => {
  const text = `module.exports=[1,()=>${JSON.stringify('x'.repeat(1000))}];`;
  for (const name of ['a.js', 'b.js', 'ssr/[root-of-the-server]__c._.js']) write(name, text);
  write('other.js', 'module.exports=[2,()=>2];');
  write('ssr/[turbopack]_runtime.js', text);
  expect(shareChunks(folder)).toBeGreaterThan(1900);
  const require = createRequire(import.meta.url);
  const loaded = (name: string): unknown => require(join(chunks, name));
  expect(loaded('b.js')).toBe(loaded('a.js'));
  expect(loaded('ssr/[root-of-the-server]__c._.js')).toBe(loaded('a.js'));
  expect(loaded('other.js')).toEqual([2, expect.any(Function)]);
  expect(readFileSync(join(chunks, 'a.js'), 'utf8')).toBe(`${text}\n`);
  expect(readFileSync(join(chunks, 'ssr/[turbopack]_runtime.js'), 'utf8')).toContain(text);
});
