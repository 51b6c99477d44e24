import { z } from 'zod';
import { type VendorName, vendorNames } from './accounts/vendor-account';
import { kidPattern } from './content-keys';

const kinds = [
  ...(['500', '401', '403', 'html_200', 'empty_200', 'garbage', 'wrong_type', 'huge'] as const),
  ...(['slow', 'slow_body', 'hang', 'reset', 'redirect'] as const),
  ...(['overbroad', 'persistent', 'too_long'] as const),
] as const;

const faultSchema = z
  .strictObject({
    kind: z.enum(kinds),
    /** How many requests it hits; 0 takes an earlier fault for the same requests back. */
    count: z.number().int().min(0).max(100_000),
    /** Milliseconds: the delay of `slow`, the time between two bytes of `slow_body`. */
    ms: z.number().int().min(0).max(60_000).default(1000),
    /** Lower-case UUID: only requests that name it. */
    kid: z.string().regex(kidPattern).optional(),
    /** Only requests to this vendor. */
    vendor: z.enum(vendorNames).optional(),
    /** Only license requests, or only requests for a certificate (`08 04` and FairPlay's). */
    on: z.enum(['license', 'certificate']).optional(),
    /** Says that there is no kid, vendor or `on`. */
    any: z.literal(true).optional(),
  })
  .refine(({ any, kid, vendor, on }) => any === undefined || (kid ?? vendor ?? on) === undefined);
export type Fault = z.infer<typeof faultSchema>;

export interface FaultTarget {
  /** Lower-case UUIDs. */
  kids: readonly string[];
  vendor: VendorName;
  on: 'license' | 'certificate';
}

type Selection = Pick<Fault, 'kid' | 'vendor' | 'on'>;

/** Faults waiting for their requests. A later fault replaces an earlier one for the same selection. */
export function createFaults() {
  const waiting = new Map<string, { fault: Fault; left: number }>();
  return {
    /** Takes a parsed JSON body; false if it describes no fault. */
    add(body: unknown): boolean {
      const parsed = faultSchema.safeParse(body);
      if (!parsed.success) return false;
      const key = keyOf(parsed.data);
      waiting.delete(key);
      if (parsed.data.count > 0) waiting.set(key, { fault: parsed.data, left: parsed.data.count });
      return true;
    },
    /** The fault that hits this request, counted down: one that names a KID before one that does not. */
    take(target: FaultTarget): Fault | undefined {
      const key = selectionsOf(target)
        .map(keyOf)
        .find((candidate) => waiting.has(candidate));
      const hit = key === undefined ? undefined : waiting.get(key);
      if (key === undefined || hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left === 0) waiting.delete(key);
      return hit.fault;
    },
  };
}

/** Every selection that takes a request in, the narrowest first. */
function selectionsOf({ kids, vendor, on }: FaultTarget): Selection[] {
  return [...kids, undefined].flatMap((kid) =>
    [vendor, undefined].flatMap((at) => [on, undefined].map((kind) => ({ kid, vendor: at, on: kind }))),
  );
}

function keyOf({ kid, vendor, on }: Selection): string {
  return [kid ?? '', vendor ?? '', on ?? ''].join(' ');
}
