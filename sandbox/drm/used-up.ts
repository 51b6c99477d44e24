const remembered = 100_000;

/** Remembers the last 100,000 names that were used up. */
export function createUsedUp() {
  const names = new Set<string>();
  return {
    /** True the first time, for all of them at once; false when one is used up already. */
    use(added: readonly string[]): boolean {
      if (added.some((name) => names.has(name))) return false;
      for (const name of added) names.add(name);
      for (const name of names) {
        if (names.size <= remembered) break;
        names.delete(name);
      }
      return true;
    },
  };
}
