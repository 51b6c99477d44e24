/** Remembers the `limit` segments asked for last; the oldest goes first. */
export function segmentCache(limit: number) {
  const kept = new Map<string, Uint8Array>();
  return (name: string, make: () => Uint8Array): Uint8Array => {
    const segment = kept.get(name) ?? make();
    kept.delete(name);
    kept.set(name, segment);
    const oldest = kept.keys().next();
    if (kept.size > limit && oldest.done !== true) kept.delete(oldest.value);
    return segment;
  };
}
