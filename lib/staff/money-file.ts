import { sql } from 'drizzle-orm';
import { type CsvFile, detailOf } from '@/lib/staff/csv-file';
import { bothClocks } from '@/lib/staff/csv-sql';
import { inRange, neverTickets, type SalesScope } from '@/lib/staff/sales-movements';

export const moneyColumns = [
  { name: 'movement_id' },
  { name: 'kind', kind: 'code' },
  { name: 'at_local' },
  { name: 'at_utc' },
  { name: 'currency' },
  { name: 'amount', kind: 'money' },
  { name: 'is_sale', kind: 'code' },
  { name: 'state', kind: 'code' },
  { name: 'method', kind: 'code' },
  { name: 'refund_source', kind: 'code' },
  { name: 'line_ids' },
  { name: 'order_code' },
  { name: 'order_id' },
  { name: 'payment_intent_id' },
  { name: 'charge_id' },
  { name: 'stripe_refund_id' },
  { name: 'viewer_id' },
] as const;

/**
 * Every movement of money on those days, oldest first: payments that came in, refunds that have not failed, disputes that were
 * lost. Where `is_sale` is yes the amounts add up to the net sales of the page; the others are of money that never became a
 * ticket. A payment's time is that of its tickets, or of its beginning where it got none.
 */
export function moneyFile(scope: SalesScope): CsvFile {
  const { eventId, timeZone } = scope;
  const query = sql`
    with own as (
      select payments.*, orders.code, orders.viewer_id, orders.paid_at, ${neverTickets()} as is_stray
      from orders join payments on payments.order_id = orders.id
      where event_id = ${eventId} and source = 'sale' and payments.state = 'succeeded'
    ), movements as (
      select own.id as movement_id, 'payment' as kind,
        case when is_stray then own.created_at else coalesce(paid_at, own.created_at) end as at,
        own.amount_minor as amount, own.state, null as refund_source, null as line_ids, null as stripe_refund_id,
        own.id as payment_id
      from own
      union all
      select refunds.id, 'refund', refunds.created_at, -refunds.amount_minor, refunds.state, refunds.source,
        case when purpose like 'lines:%' then replace(substr(purpose, 7), '+', ' ') end, stripe_refund_id, own.id
      from own join refunds on refunds.payment_id = own.id where refunds.state <> 'failed'
      union all
      select disputes.id, 'dispute', closed_at, -disputes.amount_minor, disputes.state, null, null, null, own.id
      from own join disputes on disputes.payment_id = own.id where disputes.state = 'lost'
    )
    select movement_id, kind, ${bothClocks(sql`at`, 'at', timeZone)}, own.currency, movements.amount,
      case when is_stray or paid_at is null then 'no' else 'yes' end as is_sale, movements.state,
      coalesce(own.method, 'unknown') as method, refund_source, line_ids, code as order_code, order_id,
      payment_intent_id, charge_id, stripe_refund_id, viewer_id
    from movements join own on own.id = movements.payment_id
    where ${inRange(sql`at`, scope)}
    order by at, movement_id`;
  return { power: 'export', detail: detailOf('money', eventId, scope.range), columns: moneyColumns, query };
}
