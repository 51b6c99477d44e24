import { z } from 'zod';
import { keySystems } from '@/lib/domain/key-system';

/** As the staff's forms limit them. */
const words = z.string().trim().min(1).max(500);
const slug = z.string().min(1).max(100);

/**
 * What an operator does from a command line that needs the database: on one machine here, on AWS in the function that
 * reaches it. Challenges are in base64.
 */
export const operatorAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('preflight'),
    slug: slug.optional(),
    isRehearsal: z.boolean(),
    recorded: z.partialRecord(z.enum(keySystems), z.base64().max(100_000)),
  }),
  z.strictObject({
    act: z.literal('refund-event'),
    event: slug,
    reason: words,
    by: z.email().max(254),
  }),
  z.strictObject({ act: z.literal('refund-progress'), event: slug }),
]);

export type OperatorAct = z.infer<typeof operatorAct>;
type ActName = OperatorAct['act'];

const checkLine = z.object({
  what: z.string(),
  result: z.enum(['go', 'no_go', 'not_checked']),
  found: z.string(),
  fix: z.string().exactOptional(),
});
const count = z.object({
  state: z.string(),
  refunds: z.int(),
  currency: z.string(),
  amountMinor: z.int(),
});

/** What each act answers, also from afar. */
export const operatorReplies = {
  preflight: z.array(checkLine).readonly(),
  'refund-event': z.object({ id: z.string() }),
  'refund-progress': z.object({
    /** Undefined: nobody ordered any. */
    newest: z.object({ id: z.string(), isWrittenDown: z.boolean() }).optional(),
    counts: z.array(count).readonly(),
  }),
} as const satisfies Record<ActName, z.ZodType>;

export type OperatorReply<Act extends ActName = ActName> = z.output<(typeof operatorReplies)[Act]>;
