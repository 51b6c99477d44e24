import { sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { inRange, neverTickets, type SalesScope } from '@/lib/staff/sales-movements';

/** What is counted beside the sales. Of the days asked about, or (`Now`) as it stands at this moment. */
export const standingNames = [
  'started',
  'paid',
  'open',
  'comps',
  'compsReturned',
  'neverTickets',
  'heldNow',
  'vouchersNow',
  'disputesNow',
] as const;

export type StandingName = (typeof standingNames)[number];

export interface StandingRow {
  readonly name: StandingName;
  readonly currency: string;
  /** Orders, tickets (comps), payments or disputes. */
  readonly count: number;
  readonly amountMinor: number;
}

/**
 * `started`, `paid`, `open`: orders by the day they were begun and what has become of them. `neverTickets`: money that came in
 * without a ticket and is owed back, by the day that was found. `heldNow` without those whose konbini voucher waits.
 */
export async function listSalesStanding(db: Queries, scope: SalesScope): Promise<readonly StandingRow[]> {
  const { eventId } = scope;
  const { rows } = await db.execute<StandingRow & Record<string, unknown>>(sql`
    with own as (
      select *, ${inRange(sql`created_at`, scope)} as is_asked,
        state = 'held' and exists (select from payments where order_id = orders.id and payments.state = 'pending'
          and voucher is not null) as has_voucher
      from orders where event_id = ${eventId} and source = 'sale'
    ), comps as (
      select orders.currency, paid_at, revoked_at from orders join order_lines on order_lines.order_id = orders.id
      where event_id = ${eventId} and source = 'comp' and paid_at is not null
    ), facts as (
      select 'started' as name, currency, total_minor as amount from own where is_asked
      union all select 'paid', currency, total_minor from own where is_asked and paid_at is not null
      union all select 'open', currency, total_minor from own where is_asked and state = 'held'
      union all select 'comps', currency, 0 from comps where ${inRange(sql`paid_at`, scope)}
      union all select 'compsReturned', currency, 0 from comps
        where revoked_at is not null and ${inRange(sql`revoked_at`, scope)}
      union all select 'heldNow', currency, total_minor from own where state = 'held' and not has_voucher
      union all select 'vouchersNow', currency, total_minor from own where has_voucher
      union all select 'neverTickets', payments.currency, stray.amount_minor
        from own join payments on payments.order_id = own.id
        join refunds stray on stray.payment_id = payments.id and stray.purpose = 'not_fulfilled'
        where ${inRange(sql`stray.created_at`, scope)}
      union all select 'disputesNow', payments.currency, disputes.amount_minor
        from own join payments on payments.order_id = own.id join disputes on disputes.payment_id = payments.id
        where disputes.state = 'open' and not ${neverTickets()}
    )
    select name, currency, count(*)::int as count, sum(amount)::float8 as "amountMinor"
    from facts group by name, currency order by name, currency`);
  return rows;
}
