import { sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';

/**
 * Moves the counters of every ticket type of an order by one seat each way that is asked for. Rows are locked in
 * id order, as everywhere. Throws on a breach of `ticket_types_never_oversold`.
 */
export async function moveSeats(
  tx: Transaction,
  orderId: string,
  by: { held: -1 | 0; sold: -1 | 0 | 1 },
): Promise<void> {
  await tx.execute(sql`
    with locked as (
      select id from ticket_types
      where id in (select ticket_type_id from order_lines where order_id = ${orderId})
      order by id for update
    )
    update ticket_types set held = held + ${by.held}, sold = sold + ${by.sold}
    from locked where ticket_types.id = locked.id`);
}

/**
 * Takes the seats of an order that had lost them, for money that came late. False, and nothing changed, when any
 * of them is gone or the viewer has another right to one of the days by now. The counts come from the locked rows, as
 * in `reserveSeats`.
 */
export async function retakeSeats(
  tx: Transaction,
  order: { id: string; viewerId: string },
): Promise<boolean> {
  const result = await tx.execute<{ taken: boolean }>(sql`
    with locked as (
      select id, held, sold, capacity - held - sold as seats_left from ticket_types
      where id in (select ticket_type_id from order_lines where order_id = ${order.id})
      order by id for update
    ), days as (
      select distinct event_day_id from ticket_type_days where ticket_type_id in (select id from locked)
    ), free as (
      select (select min(seats_left) > 0 from locked)
        and not exists (
          select from day_claims join days using (event_day_id) where viewer_id = ${order.viewerId}
        ) as ok
    ), claimed as (
      insert into day_claims (viewer_id, event_day_id, order_id)
      select ${order.viewerId}, event_day_id, ${order.id} from days where (select ok from free)
    ), seats as (
      update ticket_types set held = locked.held, sold = locked.sold + 1 from locked
      where ticket_types.id = locked.id and (select ok from free)
    )
    select ok as taken from free`);
  return result.rows[0]?.taken === true;
}
