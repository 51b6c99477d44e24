import { sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';

/**
 * Gives the promo code's use of an order back, for a hold that ends unpaid or a code that is taken off. Does nothing
 * for an order without one, so it is safe to call twice. The order must be locked already: order, ticket types,
 * promo code is the order of locks everywhere. The lines keep their discounts as they were. A refunded order keeps
 * its use: the code had its effect, and giving it back would let one person spend a code again and again.
 */
export async function returnPromoUse(tx: Transaction, orderId: string): Promise<void> {
  await tx.execute(sql`
    with returned as (
      delete from promo_uses where order_id = ${orderId} returning promo_code_id
    )
    update promo_codes set used = used - 1 from returned where promo_codes.id = returned.promo_code_id`);
}
