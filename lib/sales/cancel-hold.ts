import { and, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database, Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { freeHeldSeats } from '@/lib/sales/free-held-seats';
import { closeWithdrawn, withdrawPayments } from '@/lib/sales/withdraw-payments';

interface Release {
  readonly orderId: string;
  readonly to: 'expired' | 'canceled';
  /** Told to the buyer on the order's page; absent: nothing but the time or the buyer's own wish. */
  readonly because?: 'too_many_attempts';
  readonly now: Date;
}

/** The buyer lets go of a held order of their own. Safe to call twice. Throws Fault `not_found` for another's order. */
export async function cancelHold(
  db: Database,
  viewer: Viewer,
  ask: { orderId: string; now: Date },
): Promise<'released' | 'paid'> {
  const [own] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, ask.orderId), eq(orders.viewerId, viewer.id)));
  if (own === undefined) throw new Fault('not_found', 'not this viewer’s order');
  return releaseUnlessPaid(db, { orderId: ask.orderId, to: 'canceled', now: ask.now });
}

/**
 * Gives the seats of a held order back, but never before its PaymentIntents are canceled at Stripe: nobody can
 * then pay for a seat that is gone. `paid` when the payment was quicker. When Stripe gives no answer the seats
 * stay held and the Fault is thrown: the sweeper comes again.
 */
export async function releaseUnlessPaid(db: Database, release: Release): Promise<'released' | 'paid'> {
  const withdrawn = await withdrawPayments(db, release);
  return db.transaction((tx) =>
    releaseSeats(tx, { ...release, withdrawn: withdrawn === 'settled' ? [] : withdrawn }),
  );
}

/** Under the order's lock: a PaymentIntent that was saved since we looked keeps the seats held. */
async function releaseSeats(
  tx: Transaction,
  { orderId, to, because, now, withdrawn }: Release & { withdrawn: readonly string[] },
): Promise<'released' | 'paid'> {
  const [order] = await tx
    .select({ state: orders.state })
    .from(orders)
    .where(eq(orders.id, orderId))
    .for('update');
  if (order === undefined) throw new Fault('not_found');
  if (order.state !== 'held')
    return order.state === 'expired' || order.state === 'canceled' ? 'released' : 'paid';
  await closeWithdrawn(tx, orderId, withdrawn);
  await freeHeldSeats(tx, orderId);
  if (because !== undefined) {
    // By their ids: the notice that they are canceled may have been quicker than we are.
    await tx
      .update(payments)
      .set({ failureCode: because })
      .where(inArray(payments.paymentIntentId, [...withdrawn]));
  }
  await tx.update(orders).set({ state: to, closedAt: now }).where(eq(orders.id, orderId));
  return 'released';
}
