import { and, desc, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database, Transaction } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { orders, payments } from '@/lib/db/schema/sales';
import { inLocale } from '@/lib/domain/localized-text';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';
import { dropLateKonbini } from '@/lib/sales/drop-late-konbini';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { fulfillOrder } from '@/lib/sales/fulfill-order';

type Order = typeof orders.$inferSelect;

export interface Attempt {
  readonly paymentId: string;
  readonly number: number;
  readonly paymentIntentId: string | null;
  readonly turnAt: Date | null;
  readonly order: Order;
}

/** A payment that begins with less than this left gets, once, this much more. */
const EXTEND_BELOW_MS = 3 * 60_000;
const EXTEND_TO_MS = 5 * 60_000;

/**
 * A new attempt to pay, or the one that is under way: under the order's lock, so that there is one at a time.
 * `settled` when nothing is left to pay; a free order becomes that here.
 */
export async function beginAttempt(
  db: Database,
  viewer: Viewer,
  { orderId, now }: { orderId: string; now: Date },
): Promise<Attempt | 'settled' | 'hold_expired'> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .select()
      .from(orders)
      .where(and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id)))
      .for('update');
    if (order === undefined) throw new Fault('not_found', 'not this viewer’s order');
    if (order.state === 'expired' || order.state === 'canceled') return 'hold_expired';
    if (order.state !== 'held') return 'settled';
    if (order.holdUntil <= now) return 'hold_expired';
    const accepted = await acceptTerms(tx, order, now);
    if (order.totalMinor === 0) {
      await fulfillFree(tx, order, now);
      return 'settled';
    }
    return currentAttempt(tx, accepted, now);
  });
}

/** Pressing the button accepts the terms beside it; the hold grows once when it is nearly over. */
async function acceptTerms(tx: Transaction, order: Order, now: Date): Promise<Order> {
  const isNearItsEnd = order.holdUntil.getTime() - now.getTime() < EXTEND_BELOW_MS;
  const extension =
    isNearItsEnd && order.extendedAt === null
      ? { extendedAt: now, holdUntil: new Date(now.getTime() + EXTEND_TO_MS) }
      : {};
  const [event] = await tx
    .select({ refundTerms: events.refundTerms })
    .from(events)
    .where(eq(events.id, order.eventId));
  const acceptedTerms = event === undefined ? null : inLocale(event.refundTerms, order.locale);
  const [updated] = await tx
    .update(orders)
    .set({ ...extension, acceptedTerms, acceptedAt: now })
    .where(eq(orders.id, order.id))
    .returning();
  return updated ?? order;
}

/** Nothing to pay: no Stripe object, the same order and rights. What was begun with another total is void. */
async function fulfillFree(tx: Transaction, order: Order, now: Date): Promise<void> {
  const [live] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.orderId, order.id),
        eq(payments.state, 'pending'),
        sql`${payments.paymentIntentId} is not null`,
      ),
    );
  if (live !== undefined) throw new Fault('conflict', 'a payment of this order is under way');
  await fulfillOrder(tx, order, { now, seats: 'held' });
  await enqueueMail(tx, { kind: 'confirmation', order, now });
}

async function currentAttempt(tx: Transaction, order: Order, now: Date): Promise<Attempt> {
  const [last] = await tx
    .select()
    .from(payments)
    .where(eq(payments.orderId, order.id))
    .orderBy(desc(payments.attempt))
    .limit(1);
  if (last?.state === 'pending') {
    const { id, attempt, paymentIntentId, turnAt } = last;
    return { paymentId: id, number: attempt, paymentIntentId, turnAt, order };
  }
  const paymentId = newId('pay');
  const number = (last?.attempt ?? 0) + 1;
  // A promo code changed the total while its buyer stood in line: the place in it stays.
  const turnAt = last?.state === 'canceled' && last.paymentIntentId === null ? last.turnAt : null;
  await tx.insert(payments).values({
    id: paymentId,
    orderId: order.id,
    attempt: number,
    amountMinor: order.totalMinor,
    currency: order.currency,
    turnAt,
    createdAt: now,
  });
  const offered = await dropLateKonbini(tx, order, now);
  return { paymentId, number, paymentIntentId: null, turnAt, order: offered };
}
