import { deliverAgain } from './heal';
import type { Violation } from './property';
import { tick, type World } from './world';

/** All that selling decides, in a few bytes; row order and bookkeeping of attempts do not count. */
const digests: readonly (readonly [string, string])[] = [
  ['orders', `select id, state, total_minor, paid_at, closed_at from orders`],
  ['payments', `select id, state, payment_intent_id, charge_id, amount_minor from payments`],
  ['order_lines', `select id, price_minor, discount_minor, revoked_at from order_lines`],
  ['entitlements', `select order_line_id, event_day_id, n, viewer_id, state from entitlements`],
  ['refunds', `select id, state, stripe_refund_id, amount_minor from refunds`],
  ['ticket_types', `select id, held, sold from ticket_types`],
  ['day_claims', `select viewer_id, event_day_id, order_id from day_claims`],
  ['outbox', `select dedupe_key, sent_at from outbox`],
  ['disputes', `select id, state, amount_minor from disputes`],
  ['promo_uses', `select order_id, promo_code_id from promo_uses`],
  ['promo_codes', `select id, used from promo_codes`],
  ['staff_alerts', `select dedupe_key from staff_alerts`],
  ['order_history', `select order_id, from_state, to_state, id from order_history`],
];

/** P7 and P8: every event once more, twice each and in another order, and one more tick, change nothing. */
export async function checkReplay(world: World): Promise<Violation[]> {
  const before = await digest(world);
  await deliverAgain(world);
  await tick(world);
  const after = await digest(world);
  return digests.flatMap(([table]) =>
    before.get(table) === after.get(table)
      ? []
      : [
          {
            property: 'P8',
            says: 'what was applied once changes nothing when it comes again',
            breach: `${table} changed`,
          },
        ],
  );
}

async function digest({ pool }: World): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [table, sql] of digests) {
    const result = await pool.query<{ digest: string }>(
      `select coalesce(md5(string_agg(row_text, '|' order by row_text)), '') as digest
       from (select seen::text as row_text from (${sql}) seen) rows`,
    );
    found.set(table, result.rows[0]?.digest ?? '');
  }
  return found;
}
