import fc from 'fast-check';
import { kidFromBytes } from '@/lib/domain/kid';

/** A fixed seed: a failure shows again, with the path that fast-check prints. */
export const runs = { numRuns: 5_000, seed: 20_260_801 } as const;

export const kids = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map(kidFromBytes)
  .filter((kid) => kid !== undefined);

const at = fc.nat(1_000_000);
/** Positions near the front are likelier: there the keys are named. */
const place = fc.oneof(at, fc.nat(160));
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), place }),
  fc.record({ kind: fc.constant('copy' as const), place, length: fc.nat(80), to: place }),
  fc.record({
    kind: fc.constant('insert' as const),
    place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 24 }),
  }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

export const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });

export function mutate(bytes: Uint8Array, steps: readonly Mutation[]): Uint8Array {
  return steps.reduce(mutateOnce, bytes);
}

function mutateOnce(bytes: Uint8Array, step: Mutation): Uint8Array {
  const start = bytes.length === 0 ? 0 : step.place % bytes.length;
  switch (step.kind) {
    case 'flip':
      return bytes.map((byte, index) => (index === start ? byte ^ (1 << step.bit) : byte));
    case 'cut':
      return bytes.slice(0, start);
    case 'copy':
      return inserted(bytes, step.to % (bytes.length + 1), bytes.slice(start, start + step.length));
    case 'insert':
      return inserted(bytes, start, step.bytes);
  }
}

function inserted(bytes: Uint8Array, index: number, more: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes.slice(0, index), ...more, ...bytes.slice(index)]);
}
