import { z } from 'zod';

const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish();
const metadata = z.record(z.string(), z.string()).nullish();

/** What the twin knows to be true, as far as the checks ask. */
export const ledgerSchema = z.object({
  payment_intents: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount: z.int(),
      amount_received: z.int(),
      currency: z.string(),
      latest_charge: reference,
      metadata,
    }),
  ),
  charges: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      payment_intent: reference,
      amount: z.int(),
      amount_refunded: z.int(),
    }),
  ),
  refunds: z.array(
    z.object({
      id: z.string(),
      status: z.string().nullable(),
      payment_intent: reference,
      charge: reference,
      amount: z.int(),
      metadata,
    }),
  ),
  disputes: z.array(z.object({ id: z.string(), status: z.string(), payment_intent: reference })),
  events: z.array(z.object({ id: z.string(), type: z.string() })),
});

export type Ledger = z.infer<typeof ledgerSchema>;
