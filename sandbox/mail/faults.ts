import { z } from 'zod';

const faultSchema = z.strictObject({
  kind: z.enum(['reject_rcpt', 'temporary_failure', 'drop_connection', 'accept_then_drop', 'slow']),
  /** How many mails it hits; 0 takes an earlier fault for the same address back. */
  count: z.number().int().min(0).max(100_000),
  /** Delay of `slow`, in milliseconds. */
  ms: z.number().int().min(0).max(60_000).default(1000),
  /** Only mails to this address. Absent: all mails. */
  to: z
    .string()
    .transform((address) => address.toLowerCase())
    .optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export type Faults = ReturnType<typeof createFaults>;

/** Faults waiting for their mails. A later fault replaces an earlier one for the same address. */
export function createFaults() {
  const waiting = new Map<string | undefined, { fault: Fault; left: number }>();
  return {
    /** Takes a parsed JSON body; false if it describes no fault. */
    add(body: unknown): boolean {
      const parsed = faultSchema.safeParse(body);
      if (!parsed.success) return false;
      const { to, count } = parsed.data;
      waiting.delete(to);
      if (count > 0) waiting.set(to, { fault: parsed.data, left: count });
      return true;
    },
    /** The fault that hits a mail to this address, counted down; its own goes before the one for all. */
    take(address: string): Fault | undefined {
      const key = waiting.has(address.toLowerCase()) ? address.toLowerCase() : undefined;
      const hit = waiting.get(key);
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left === 0) waiting.delete(key);
      return hit.fault;
    },
    clear: (): void => waiting.clear(),
  };
}
