import { and, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database, Transaction } from '@/lib/db/client';
import { dayClaims, orders, payments } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { returnPromoUse } from '@/lib/sales/return-promo-use';
import { moveSeats } from '@/lib/sales/seat-counts';
import { syncPayment } from '@/lib/sales/sync-payment';
import { cancelPaymentIntent } from '@/lib/stripe/payment-intent';

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
  const { orderId, now } = release;
  const begun = await beginnings(db, orderId);
  for (const paymentIntentId of begun) {
    const outcome = await cancelPaymentIntent(paymentIntentId);
    if (outcome === 'not_cancelable') await syncPayment(db, paymentIntentId, { now });
    if (outcome === 'not_cancelable' && (await isStillHeld(db, orderId))) {
      throw new Fault('conflict', 'a payment is being processed');
    }
  }
  return db.transaction((tx) => releaseSeats(tx, { ...release, canceledIntents: begun }));
}

/** The PaymentIntents of an order that money might still come in on. */
async function beginnings(db: Database | Transaction, orderId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.state, ['pending', 'failed'])));
  return rows.flatMap(({ paymentIntentId }) => paymentIntentId ?? []);
}

async function isStillHeld(db: Database, orderId: string): Promise<boolean> {
  const [row] = await db.select({ state: orders.state }).from(orders).where(eq(orders.id, orderId));
  return row?.state === 'held';
}

/** Under the order's lock: a PaymentIntent that was saved since we looked keeps the seats held. */
async function releaseSeats(
  tx: Transaction,
  { orderId, to, because, now, canceledIntents }: Release & { canceledIntents: readonly string[] },
): Promise<'released' | 'paid'> {
  const [order] = await tx
    .select({ state: orders.state })
    .from(orders)
    .where(eq(orders.id, orderId))
    .for('update');
  if (order === undefined) throw new Fault('not_found');
  if (order.state !== 'held')
    return order.state === 'expired' || order.state === 'canceled' ? 'released' : 'paid';
  const live = await beginnings(tx, orderId);
  if (live.some((id) => !canceledIntents.includes(id)))
    throw new Fault('conflict', 'a payment began meanwhile');

  await moveSeats(tx, orderId, { held: -1, sold: 0 });
  await tx.delete(dayClaims).where(eq(dayClaims.orderId, orderId));
  await returnPromoUse(tx, orderId);
  await tx
    .update(payments)
    .set({ state: 'canceled', voucher: null })
    .where(and(eq(payments.orderId, orderId), eq(payments.state, 'pending')));
  if (because !== undefined) {
    // By their ids: the notice that they are canceled may have been quicker than we are.
    await tx
      .update(payments)
      .set({ failureCode: because })
      .where(inArray(payments.paymentIntentId, [...canceledIntents]));
  }
  await tx.update(orders).set({ state: to, closedAt: now }).where(eq(orders.id, orderId));
  return 'released';
}
