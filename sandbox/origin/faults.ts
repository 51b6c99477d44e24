import { z } from 'zod';

const faultSchema = z.strictObject({
  /** `drop` cuts the connection, `hang` never answers, `slow` answers late. */
  kind: z.enum(['503', 'drop', 'hang', 'slow']),
  /** Tested against path and query of each request. */
  match: z.string().min(1),
  /** How many requests it hits; 0 takes an earlier fault with the same `match` back. */
  count: z.number().int().min(0).max(100_000),
  /** Delay of `slow`, in milliseconds. */
  ms: z.number().int().min(0).max(60_000).default(1000),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults waiting for their requests. A later fault replaces an earlier one with the same `match`. */
export function createFaults() {
  const waiting = new Map<string, { fault: Fault; pattern: RegExp; left: number }>();
  return {
    /** Takes the JSON text of a fault; false if it is none. */
    add(json: string): boolean {
      const fault = parseFault(json);
      if (fault === undefined) return false;
      const { match, count } = fault;
      waiting.delete(match);
      if (count > 0) waiting.set(match, { fault, pattern: new RegExp(match), left: count });
      return true;
    },
    /** The fault that hits this request, counted down. */
    take(url: string): Fault | undefined {
      const hit = [...waiting.values()].find(({ pattern }) => pattern.test(url));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left === 0) waiting.delete(hit.fault.match);
      return hit.fault;
    },
  };
}

/** A pattern from outside; undefined if it is not a regular expression. */
export function parsePattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

function parseFault(json: string): Fault | undefined {
  try {
    const parsed = faultSchema.safeParse(JSON.parse(json));
    return parsed.success && parsePattern(parsed.data.match) !== undefined ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
