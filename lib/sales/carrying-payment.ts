import { type SQL, sql } from 'drizzle-orm';

/**
 * The succeeded payment that an order's tickets stand on, `id` and `amount_minor`: not one that was too late, wrong or
 * one too many, which is owed back as a whole.
 */
export function carryingPayment(orderId: string): SQL {
  return sql`
    select id, amount_minor from payments where order_id = ${orderId} and state = 'succeeded'
      and not exists (select from refunds where payment_id = payments.id and purpose = 'not_fulfilled')`;
}
