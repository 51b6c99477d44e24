import type { IncrementalCache, OriginalTagCache } from '@opennextjs/aws/types/overrides.js';
import { beforeEach, expect, test } from 'vitest';
import { withoutMissingPages } from './without-missing-pages';

const bucket = new Map<string, unknown>();
const table: string[] = [];
beforeEach(() => {
  bucket.clear();
  table.length = 0;
});

const pages: IncrementalCache = {
  name: 'bucket',
  get: () => Promise.resolve(null),
  set: async (key, value) => void bucket.set(key, value),
  delete: async (key) => void bucket.delete(key),
};
const tags: OriginalTagCache = {
  name: 'table',
  getByTag: () => Promise.resolve([]),
  getByPath: () => Promise.resolve([]),
  getLastModified: () => Promise.resolve(0),
  writeTags: async (written) => void table.push(...written.map(({ path, tag }) => `${path} ${tag}`)),
};

/** As OpenNext does it for a page that was rendered (adapters/cache.js): the page, then its tags. */
async function rendered(key: string, status?: number): Promise<void> {
  await stores.pages.set(key, { type: 'app', html: '', rsc: '', ...(status ? { meta: { status } } : {}) });
  if (stores.tags.mode === 'nextMode') throw new Error('another table');
  await stores.tags.writeTags([{ path: key, tag: `_N_T_/${key}`, revalidatedAt: 1 }]);
}
let stores = withoutMissingPages({ pages, tags });
beforeEach(() => (stores = withoutMissingPages({ pages, tags })));

test('a thousand addresses that do not exist leave nothing in bucket and table', async () => {
  for (let at = 0; at < 1000; at += 1) await rendered(`events/x${at}`, 404);
  expect([bucket.size, table]).toEqual([0, []]);
});

test('pages that exist are kept with their tags, whatever was asked for before', async () => {
  await rendered('events/a', 404);
  await rendered('events/a');
  await rendered('events/b', 200);
  expect([...bucket.keys()]).toEqual(['events/a', 'events/b']);
  expect(table).toEqual(['events/a _N_T_/events/a', 'events/b _N_T_/events/b']);
});

test('an event that is taken back is taken out', async () => {
  await rendered('events/a');
  await rendered('events/a', 404);
  expect(bucket.size).toBe(0);
});
