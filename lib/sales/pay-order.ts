import { and, desc, eq, isNull, or } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { SaleRefusal } from '@/lib/domain/refusal';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';
import { syncPayment } from '@/lib/sales/sync-payment';
import { cancelPaymentIntent, createPaymentIntent, payableClientSecret } from '@/lib/stripe/payment-intent';

export type PayResult =
  | { ok: true; clientSecret: string }
  /** Nothing is left to pay: look at the order. */
  | { ok: true; clientSecret: undefined }
  | { ok: false; reason: SaleRefusal };

interface Attempt {
  readonly paymentId: string;
  readonly number: number;
  readonly paymentIntentId: string | null;
  readonly order: { id: string; code: string; totalMinor: number; currency: string };
}

/**
 * Makes the one PaymentIntent of a held order when the buyer presses the button. Safe to call twice: a double
 * click gets the same one. Its secret is handed out only after its id was saved under a still held order.
 * Throws Fault `not_found` for another viewer's order, `upstream_failed` when Stripe fails.
 */
export async function payOrder(
  db: Database,
  viewer: Viewer,
  ask: { orderId: string; now: Date },
): Promise<PayResult> {
  const attempt = await beginAttempt(db, viewer, ask);
  if (attempt === 'over') return { ok: true, clientSecret: undefined };
  if (attempt === 'hold_expired') return { ok: false, reason: 'hold_expired' };
  if (attempt.paymentIntentId !== null) {
    return resume(db, viewer, { ...ask, paymentIntentId: attempt.paymentIntentId });
  }

  const intent = await createPaymentIntent({
    orderId: attempt.order.id,
    orderCode: attempt.order.code,
    attempt: attempt.number,
    amountMinor: attempt.order.totalMinor,
    currency: attempt.order.currency,
  }).catch(async (error: unknown) => {
    await giveUp(db, attempt.paymentId, error);
    throw error;
  });
  const saved = await saveIntent(db, attempt, intent.id);
  if (saved === 'saved') return { ok: true, clientSecret: intent.clientSecret };
  await cancelPaymentIntent(intent.id);
  if (saved === 'hold_expired') return { ok: false, reason: 'hold_expired' };
  throw new Fault('conflict', 'another press of the button gave this attempt up');
}

/** A new attempt, or the one that is under way. Under the order's lock, so that there is one at a time. */
async function beginAttempt(
  db: Database,
  viewer: Viewer,
  { orderId, now }: { orderId: string; now: Date },
): Promise<Attempt | 'over' | 'hold_expired'> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .select()
      .from(orders)
      .where(and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id)))
      .for('update');
    if (order === undefined) throw new Fault('not_found', 'not this viewer’s order');
    if (order.state === 'expired' || order.state === 'canceled') return 'hold_expired';
    if (order.state !== 'held') return 'over';
    if (order.holdUntil <= now) return 'hold_expired';
    const [last] = await tx
      .select()
      .from(payments)
      .where(eq(payments.orderId, orderId))
      .orderBy(desc(payments.attempt))
      .limit(1);
    if (last?.state === 'pending') {
      return { paymentId: last.id, number: last.attempt, paymentIntentId: last.paymentIntentId, order };
    }
    const paymentId = newId('pay');
    const number = (last?.attempt ?? 0) + 1;
    await tx.insert(payments).values({
      id: paymentId,
      orderId,
      attempt: number,
      amountMinor: order.totalMinor,
      currency: order.currency,
      createdAt: now,
    });
    return { paymentId, number, paymentIntentId: null, order };
  });
}

/** The PaymentIntent of an earlier press; one that was canceled outside is replaced by a new attempt. */
async function resume(
  db: Database,
  viewer: Viewer,
  { paymentIntentId, ...ask }: { paymentIntentId: string; orderId: string; now: Date },
): Promise<PayResult> {
  const clientSecret = await payableClientSecret(paymentIntentId);
  if (clientSecret !== undefined) return { ok: true, clientSecret };
  await syncPayment(db, paymentIntentId, { now: ask.now });
  const next = await beginAttempt(db, viewer, ask);
  const isReplaced = typeof next === 'object' && next.paymentIntentId !== paymentIntentId;
  return isReplaced ? payOrder(db, viewer, ask) : { ok: true, clientSecret: undefined };
}

/**
 * The outcome at Stripe is unknown, so the next press makes a new attempt. Not when another press is still at it,
 * and not when another press has saved the PaymentIntent: then this attempt is alive.
 */
async function giveUp(db: Database, paymentId: string, error: unknown): Promise<void> {
  if (error instanceof Fault && error.code === 'conflict') return;
  await db
    .update(payments)
    .set({ state: 'failed', failureCode: 'not_created' })
    .where(and(eq(payments.id, paymentId), eq(payments.state, 'pending'), isNull(payments.paymentIntentId)));
}

/** Only after `saved` may the buyer have the secret. */
async function saveIntent(
  db: Database,
  attempt: Attempt,
  paymentIntentId: string,
): Promise<'saved' | 'hold_expired' | 'given_up'> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .select({ state: orders.state })
      .from(orders)
      .where(eq(orders.id, attempt.order.id))
      .for('update');
    if (order?.state !== 'held') return 'hold_expired';
    const saved = await tx
      .update(payments)
      .set({ paymentIntentId })
      .where(
        and(
          eq(payments.id, attempt.paymentId),
          eq(payments.state, 'pending'),
          or(isNull(payments.paymentIntentId), eq(payments.paymentIntentId, paymentIntentId)),
        ),
      )
      .returning({ id: payments.id });
    return saved.length === 1 ? 'saved' : 'given_up';
  });
}
