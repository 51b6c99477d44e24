import type { Pool } from 'pg';
import { z } from 'zod';
import { placeOf } from './fixtures';

const ledger = z.object({
  payment_intents: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount: z.number(),
      amount_received: z.number(),
      currency: z.string(),
    }),
  ),
});

/** What Stripe holds of an order: the other side's book, not ours. */
export async function paymentIntentsOf(orderId: string) {
  const response = await fetch(`${placeOf('E2E_STRIPE_URL')}/_sandbox/ledger?metadata_order=${orderId}`);
  return ledger.parse(await response.json()).payment_intents;
}

const requestLog = z.object({ count: z.number() });

/** How many license requests for the keys of a day have reached the DRM vendor. */
export async function vendorRequests(pool: Pool, eventDayId: string): Promise<number> {
  const keys = await pool.query<{ kid: string }>('select kid from event_day_keys where event_day_id = $1', [
    eventDayId,
  ]);
  let count = 0;
  for (const { kid } of keys.rows) {
    const response = await fetch(`${placeOf('E2E_DRM_URL')}/_sandbox/requests?kid=${kid}`);
    count += requestLog.parse(await response.json()).count;
  }
  return count;
}
