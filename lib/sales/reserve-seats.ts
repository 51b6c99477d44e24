import { sql } from 'drizzle-orm';
import { env } from '@/lib/config/env';
import type { Queries } from '@/lib/db/client';
import { newId, newOrderCode } from '@/lib/ids';
import { voucherDeadline } from '@/lib/domain/payment-method';
import type { Choice } from '@/lib/sales/ticket-choice';

interface Reservation {
  readonly viewerId: string;
  readonly choice: Choice;
  readonly request: { readonly contactEmail: string; readonly locale: string; readonly clientKey: string };
  readonly now: Date;
}

/**
 * Takes all seats of the choice and writes the held order, or does nothing and returns undefined: one statement,
 * so that the lock on a hot ticket type spans no round trip. Rows are locked in id order, which keeps two
 * orders for the same types from waiting on each other. The counts come from the locked rows: PostgreSQL checks the
 * constraints on the row of the statement's snapshot first, which may be fuller than it is by now. Throws on a breach
 * of `day_claims_one`, `orders_client_key` or `orders_one_held`.
 */
export async function reserveSeats(
  db: Queries,
  { viewerId, choice, request, now }: Reservation,
): Promise<string | undefined> {
  const ids = choice.ticketTypes.map((type) => type.id);
  const holdUntil = new Date(now.getTime() + env().HOLD_SECONDS * 1000);
  const { methods, deadline } = offeredMethods(choice, now);
  const result = await db.execute<{ id: string }>(sql`
    with locked as (
      select id, price_minor, currency, held, sold, capacity - held - sold as seats_left
      from ticket_types
      where id = any(${sql.param(ids)}) and event_id = ${choice.eventId}
        and sale_starts_at <= ${now} and sale_ends_at > ${now}
      order by id for update
    ), seats as (
      update ticket_types set held = locked.held + 1, sold = locked.sold from locked
      where ticket_types.id = locked.id
        and (select count(*) = ${ids.length} and min(seats_left) > 0 and count(distinct currency) = 1 from locked)
      returning locked.id, locked.price_minor, locked.currency
    ), new_order as (
      insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale,
                          client_key, hold_until, payment_methods, voucher_deadline, created_at)
      select ${newId('ord')}, ${newOrderCode()}, ${viewerId}, ${choice.eventId}, 'held', sum(price_minor), min(currency),
             ${request.contactEmail}, ${request.locale}, ${request.clientKey}, ${holdUntil},
             ${sql.param(methods)}, ${deadline ?? null}, ${now}
      from seats having count(*) > 0
      returning id
    ), lines as (
      insert into order_lines (id, order_id, ticket_type_id, price_minor)
      select 'lin_' || replace(gen_random_uuid()::text, '-', ''), new_order.id, seats.id, seats.price_minor
      from seats cross join new_order
      returning ticket_type_id
    ), claims as (
      insert into day_claims (viewer_id, event_day_id, order_id)
      select ${viewerId}, ticket_type_days.event_day_id, new_order.id
      from lines join ticket_type_days using (ticket_type_id) cross join new_order
    )
    select id from new_order`);
  return result.rows[0]?.id;
}

function offeredMethods(choice: Choice, now: Date) {
  const deadline = orderVoucherDeadline(choice, now);
  const methods = env().PAYMENT_METHODS.filter((method) => method !== 'konbini' || deadline !== undefined);
  return { methods, deadline };
}

/** The earliest of its ticket types'; undefined as soon as one of them permits no voucher. */
function orderVoucherDeadline(choice: Choice, now: Date): Date | undefined {
  const deadlines = choice.ticketTypes.map((type) =>
    voucherDeadline({ ...type, waiting: type.waitingForVoucher, now }),
  );
  return deadlines.reduce((first, next) =>
    first === undefined || next === undefined ? undefined : next < first ? next : first,
  );
}
