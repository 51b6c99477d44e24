import { z } from 'zod';
import { kidPattern } from './content-keys';

const faultSchema = z.strictObject({
  kind: z.enum(['500', '401', 'html_200', 'empty_200', 'slow', 'hang', 'reset', 'redirect', 'huge']),
  /** How many requests it hits; 0 takes an earlier fault for the same KID back. */
  count: z.number().int().min(0).max(100_000),
  /** Delay of `slow`, in milliseconds. */
  ms: z.number().int().min(0).max(60_000).default(1000),
  /** Lower-case UUID: only requests that name it. Absent: all requests. */
  kid: z.string().regex(kidPattern).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults waiting for their requests. A later fault replaces an earlier one for the same KID. */
export function createFaults() {
  const waiting = new Map<string | undefined, { fault: Fault; left: number }>();
  return {
    /** Takes a parsed JSON body; false if it describes no fault. */
    add(body: unknown): boolean {
      const parsed = faultSchema.safeParse(body);
      if (!parsed.success) return false;
      const { kid, count } = parsed.data;
      waiting.delete(kid);
      if (count > 0) waiting.set(kid, { fault: parsed.data, left: count });
      return true;
    },
    /** The fault that hits a request with these KIDs (lower-case UUIDs), counted down. */
    take(kids: string[]): Fault | undefined {
      const key = [...kids, undefined].find((kid) => waiting.has(kid));
      const hit = waiting.get(key);
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left === 0) waiting.delete(key);
      return hit.fault;
    },
  };
}
