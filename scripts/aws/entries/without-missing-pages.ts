import type {
  CacheEntryType,
  CacheValue,
  IncrementalCache,
  OriginalTagCacheWriteInput,
  TagCache,
} from '@opennextjs/aws/types/overrides.js';

interface PageStores {
  readonly pages: IncrementalCache;
  readonly tags: TagCache;
}

/** Between the page and its tags lies one request; so many may be rendered at a time elsewhere than on Lambda. */
const REMEMBERED = 100;

/**
 * OpenNext's page cache without pages that answered 404, and without their tags: unknown addresses (`/events/<anything>`) are
 * without number, and Next has every one of them stored. An event's page that turns into a 404 is taken out.
 */
export function withoutMissingPages({ pages, tags }: PageStores): PageStores {
  const missing = new Set<string>();
  const set = async <Type extends CacheEntryType = 'cache'>(
    key: string,
    value: CacheValue<Type>,
    type?: Type,
  ): Promise<void> => {
    missing.delete(key);
    if (!isMissing(value)) return pages.set(key, value, type);
    missing.add(key);
    for (const oldest of [...missing].slice(0, missing.size - REMEMBERED)) missing.delete(oldest);
    await pages.delete(key);
  };
  return { pages: { ...pages, set }, tags: withoutTagsOf(missing, tags) };
}

function withoutTagsOf(missing: ReadonlySet<string>, tags: TagCache): TagCache {
  // By tag alone: nothing in it is of a page.
  if (tags.mode === 'nextMode') return tags;
  const writeTags = async (written: OriginalTagCacheWriteInput[]): Promise<void> => {
    const kept = written.filter(({ path }) => !missing.has(path));
    if (kept.length > 0) await tags.writeTags(kept);
  };
  return { ...tags, writeTags };
}

function isMissing(value: object): boolean {
  if (!('meta' in value) || typeof value.meta !== 'object' || value.meta === null) return false;
  return 'status' in value.meta && value.meta.status === 404;
}
