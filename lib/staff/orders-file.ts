import { sql } from 'drizzle-orm';
import { type CsvFile, detailOf } from '@/lib/staff/csv-file';
import { bothClocks } from '@/lib/staff/csv-sql';
import { inRange, neverTickets, type SalesScope } from '@/lib/staff/sales-movements';

export const ordersColumns = [
  { name: 'order_code' },
  { name: 'order_id' },
  { name: 'line_id' },
  { name: 'source', kind: 'code' },
  { name: 'state', kind: 'code' },
  { name: 'paid_at_local' },
  { name: 'paid_at_utc' },
  { name: 'ticket_type_id' },
  { name: 'ticket_type' },
  { name: 'currency' },
  { name: 'price', kind: 'money' },
  { name: 'discount', kind: 'money' },
  { name: 'paid', kind: 'money' },
  { name: 'promo_code' },
  { name: 'method', kind: 'code' },
  { name: 'revoked_at_local' },
  { name: 'revoked_at_utc' },
  { name: 'viewer_id' },
  { name: 'viewer_name' },
  { name: 'login_email' },
  { name: 'contact_email' },
] as const;

/** Every ticket that was sold or given away on those days, by the time it was paid; one record a ticket. */
export function ordersFile(scope: SalesScope): CsvFile {
  const { eventId, timeZone } = scope;
  const query = sql`
    select orders.code as order_code, orders.id as order_id, order_lines.id as line_id, source, orders.state,
      ${bothClocks(sql`paid_at`, 'paid_at', timeZone)},
      ticket_type_id, ticket_types.name ->> 'ja' as ticket_type, orders.currency,
      order_lines.price_minor as price, discount_minor as discount,
      order_lines.price_minor - discount_minor as paid,
      promo_codes.code as promo_code,
      coalesce(payments.method, case when total_minor = 0 then 'free' else 'unknown' end) as method,
      ${bothClocks(sql`revoked_at`, 'revoked_at', timeZone)},
      viewers.id as viewer_id, viewers.name as viewer_name, viewers.email as login_email, contact_email
    from orders
    join order_lines on order_lines.order_id = orders.id
    join ticket_types on ticket_types.id = ticket_type_id
    join viewers on viewers.id = orders.viewer_id
    left join promo_uses on promo_uses.order_id = orders.id
    left join promo_codes on promo_codes.id = promo_code_id
    left join payments on payments.order_id = orders.id and payments.state = 'succeeded' and not ${neverTickets()}
    where orders.event_id = ${eventId} and paid_at is not null and ${inRange(sql`paid_at`, scope)}
    order by paid_at, orders.id, order_lines.id`;
  return { power: 'export', detail: detailOf('orders', eventId, scope.range), columns: ordersColumns, query };
}
