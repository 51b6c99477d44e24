import { type SQL, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import type { DayRange } from '@/lib/domain/day-range';
import type { SalesRow } from '@/lib/domain/sales-figures';

/** An event and the days, of its own zone, that are asked about. */
export interface SalesScope {
  readonly eventId: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly range: DayRange;
}

/**
 * All that happened in the sales of an event, added up by day, ticket type, method and source of refunds; complimentary
 * tickets and money that never became a ticket are not in it. A sale is of the day it was paid. A refund is of the day it was
 * asked for, whether it has arrived or is on its way, unless it failed; a lost dispute of the day it was lost; a ticket that
 * was taken back of that day. Money that names its tickets is theirs, any other money all tickets' of the order, by what was
 * paid for each, in whole minor units that add up to it.
 */
export async function listSalesMovements(db: Queries, scope: SalesScope): Promise<readonly SalesRow[]> {
  const { rows } = await db.execute<SalesRow & Record<string, unknown>>(sql`
    with lines as (
      select sold.*, order_lines.id as line_id, ticket_type_id, price_minor, discount_minor,
        price_minor - discount_minor as line_paid, revoked_at
      from (${soldOrders(scope.eventId)}) sold join order_lines on order_lines.order_id = sold.id
    ), shares as (
      select lines.*, back.at, back.source, back.amount_minor,
        sum(line_paid) over (partition by back.id) as whole,
        sum(line_paid) over (partition by back.id order by line_id) as through
      from lines join (${moneyBack()}) back using (payment_id)
      where named is null or line_id = any(named)
    ), movements as (
      select paid_at as at, currency, ticket_type_id, method, null as source, 1 as sold, 0 as returned,
        price_minor as gross, discount_minor as discount, 0 as refunded, 0 as lost from lines
      union all
      select revoked_at, currency, ticket_type_id, method, null, 0, 1, 0, 0, 0, 0 from lines
      where revoked_at is not null
      union all
      select at, currency, ticket_type_id, method, source, 0, 0, 0, 0,
        case when source is not null then share else 0 end, case when source is null then share else 0 end
      from shares cross join lateral (select div(amount_minor * through, nullif(whole, 0))
        - div(amount_minor * (through - line_paid), nullif(whole, 0)) as share) part
    )
    select to_char(at at time zone ${scope.timeZone}, 'YYYY-MM-DD') as day, currency,
      ticket_type_id as "ticketTypeId", method, source as "refundSource",
      sum(sold)::int as sold, sum(returned)::int as returned,
      ${minorSum('gross')} as "grossMinor", ${minorSum('discount')} as "discountMinor",
      ${minorSum('refunded')} as "refundedMinor", ${minorSum('lost')} as "lostMinor"
    from movements where ${inRange(sql`at`, scope)}
    group by 1, 2, 3, 4, 5`);
  return rows;
}

/** Paid orders with the one payment their tickets stand on; a comp is no sale. */
export function soldOrders(eventId: string): SQL {
  return sql`
    select orders.id, orders.code, paid_at, orders.currency, payments.id as payment_id,
      coalesce(method, case when total_minor = 0 then 'free' else 'unknown' end) as method
    from orders left join payments
      on payments.order_id = orders.id and payments.state = 'succeeded' and not ${neverTickets()}
    where event_id = ${eventId} and source = 'sale' and paid_at is not null`;
}

/** Of a row of `payments`: it came too late, was of the wrong amount or one too many, and is owed back. */
export function neverTickets(): SQL {
  return sql`exists (select from refunds owed where owed.payment_id = payments.id and owed.purpose = 'not_fulfilled')`;
}

/** Refunds, and lost disputes as those without a source, with the lines they name. */
function moneyBack(): SQL {
  return sql`
    select id, payment_id, amount_minor::numeric, created_at as at, source,
      case when purpose like 'lines:%' then string_to_array(substr(purpose, 7), '+') end as named
    from refunds where state <> 'failed'
    union all
    select id, payment_id, amount_minor, closed_at, null, null from disputes where state = 'lost'`;
}

/** Exact far beyond what 32 bits hold; `numeric` would arrive as text. */
function minorSum(column: string): SQL {
  return sql`sum(${sql.raw(column)})::float8`;
}

/** Whether that moment is on one of the days; both ends are whole days. */
export function inRange(at: SQL, { timeZone, range }: Pick<SalesScope, 'timeZone' | 'range'>): SQL {
  const { from, to } = range;
  const start = sql`${from}::date::timestamp at time zone ${timeZone}`;
  const end = sql`(${to}::date + 1)::timestamp at time zone ${timeZone}`;
  return sql`(${from === undefined ? sql`true` : sql`${at} >= ${start}`}
    and ${to === undefined ? sql`true` : sql`${at} < ${end}`})`;
}
