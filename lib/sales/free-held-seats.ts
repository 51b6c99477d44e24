import { eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { dayClaims } from '@/lib/db/schema/sales';
import { returnPromoUse } from '@/lib/sales/return-promo-use';
import { moveSeats } from '@/lib/sales/seat-counts';

/**
 * All that a held order keeps from others, given back: its seats, its viewer's days, its use of a promo code. Runs once,
 * under the order's lock, in the transaction that ends the hold without tickets.
 */
export async function freeHeldSeats(tx: Transaction, orderId: string): Promise<void> {
  await moveSeats(tx, orderId, { held: -1, sold: 0 });
  await tx.delete(dayClaims).where(eq(dayClaims.orderId, orderId));
  await returnPromoUse(tx, orderId);
}
