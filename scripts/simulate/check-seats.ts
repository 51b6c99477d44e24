import type { Property } from './property';

/** Lines whose seat is taken for good: paid and neither refunded nor lost. */
const soldLines = `
  select order_lines.ticket_type_id, order_lines.id, orders.viewer_id, orders.id as order_id
  from order_lines join orders on orders.id = order_lines.order_id
  where exists (select from entitlements
    where entitlements.order_line_id = order_lines.id and entitlements.state in ('active', 'suspended'))`;

export const seatProperties: readonly Property[] = [
  {
    id: 'P3',
    says: 'active tickets never exceed the seats',
    sql: `
      select format('%s: %s sold lines, %s held, %s sold of %s', ticket_types.id, count(lines.id), held, sold, capacity)
        as breach
      from ticket_types left join (${soldLines}) lines on lines.ticket_type_id = ticket_types.id
      group by ticket_types.id having count(lines.id) > capacity or held + sold > capacity`,
  },
  {
    id: 'P3',
    says: 'held and sold never exceeded the seats at any commit',
    sql: `select format('%s: %s taken of %s at a commit', ticket_type_id, taken, capacity) as breach
      from simulate_oversold`,
  },
  {
    id: 'P4',
    says: 'at rest nothing is held, and what is counted as sold is what was sold',
    sql: `
      select format('%s: %s held, %s counted as sold, %s lines with tickets', ticket_types.id, held, sold,
                    count(lines.id)) as breach
      from ticket_types left join (${soldLines}) lines on lines.ticket_type_id = ticket_types.id
      group by ticket_types.id having held <> 0 or sold <> count(lines.id)`,
  },
  {
    id: 'P4',
    says: 'at rest a viewer is kept from a day only by a ticket for it',
    sql: `
      select format('viewer %s, day %s: claim of order %s, ticket of order %s', viewer_id, event_day_id,
                    day_claims.order_id, owned.order_id) as breach
      from day_claims full join (
        select lines.viewer_id, ticket_type_days.event_day_id, lines.order_id
        from (${soldLines}) lines join ticket_type_days using (ticket_type_id)
      ) owned using (viewer_id, event_day_id)
      where day_claims.order_id is distinct from owned.order_id`,
  },
  {
    id: 'P14',
    says: 'an order whose seats were given back has no tickets, one that is paid has some',
    sql: `
      select format('order %s is %s with %s active tickets', code, state, active) as breach
      from rights where state in ('expired', 'canceled', 'refunded', 'refunding') and active + suspended > 0
         or state in ('paid', 'partially_refunded') and (active = 0 or (taken_back > 0) <> (state = 'partially_refunded'))`,
  },
  {
    id: 'P20',
    says: 'one right per viewer and day, whatever the number of tabs',
    sql: `
      select format('viewer %s has %s rights for day %s', viewer_id, count(*), event_day_id) as breach
      from entitlements where state in ('active', 'suspended') group by viewer_id, event_day_id having count(*) > 1`,
  },
];
