import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  chance(share: number): boolean;
  /** Throws for an empty list. */
  pick<T>(list: readonly T[]): T;
  weighted<T>(table: readonly (readonly [T, number])[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** The same seed gives the same answers in the same order. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const pick = <T>(list: readonly T[]): T => {
    const index = below(list.length);
    for (const [at, item] of list.entries()) if (at === index) return item;
    throw new Error('Nothing to pick from.');
  };
  return {
    below,
    chance: (share) => below(10_000) < share * 10_000,
    pick,
    weighted: (table) => pick(table.flatMap(([item, weight]) => Array.from({ length: weight }, () => item))),
    shuffled: (list) => {
      const left = [...list];
      return list.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
