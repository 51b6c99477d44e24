import { and, eq, isNull, or } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import { env } from '@/lib/config/env';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { PayStep } from '@/lib/domain/pay-step';
import { methodsFor } from '@/lib/domain/payment-method';
import type { SaleRefusal } from '@/lib/domain/refusal';
import { Fault } from '@/lib/fault';
import { type Attempt, beginAttempt } from '@/lib/sales/begin-attempt';
import { syncPayment } from '@/lib/sales/sync-payment';
import { takeTurn, waitOf } from '@/lib/sales/take-turn';
import { cancelPaymentIntent, createPaymentIntent, payableClientSecret } from '@/lib/stripe/payment-intent';

export type PayResult =
  { readonly ok: true; readonly step: PayStep } | { readonly ok: false; readonly reason: SaleRefusal };

interface Press {
  readonly orderId: string;
  readonly now: Date;
}

/**
 * Makes the one PaymentIntent of a held order when the buyer presses the button, or fulfills a free order at once.
 * Safe to call twice: a double click gets the same one. Its secret is handed out only after its id was saved under a
 * still held order. When many pay at once the buyer gets a turn and keeps the seats meanwhile. Throws Fault
 * `not_found` for another viewer's order, `upstream_failed` when Stripe fails.
 */
export async function payOrder(db: Database, viewer: Viewer, press: Press): Promise<PayResult> {
  const attempt = await beginAttempt(db, viewer, press);
  if (attempt === 'settled') return { ok: true, step: { next: 'settled' } };
  if (attempt === 'hold_expired') return { ok: false, reason: 'hold_expired' };
  const { paymentIntentId } = attempt;
  if (paymentIntentId !== null) return resume(db, viewer, { ...press, attempt, paymentIntentId });
  const wait = await waitForTurn(db, attempt, press.now);
  return wait === undefined ? create(db, attempt) : { ok: true, step: wait };
}

async function create(db: Database, attempt: Attempt): Promise<PayResult> {
  const { order } = attempt;
  const intent = await createPaymentIntent({
    orderId: order.id,
    orderCode: order.code,
    attempt: attempt.number,
    amountMinor: order.totalMinor,
    currency: order.currency,
    methods: methodsFor(order),
    voucherDeadline: order.voucherDeadline,
  }).catch(async (error: unknown) => {
    await giveUp(db, attempt.paymentId, error);
    throw error;
  });
  const saved = await saveIntent(db, attempt, intent.id);
  if (saved === 'saved') return confirmWith(intent.clientSecret, order.holdUntil);
  if (saved === 'settled') return { ok: true, step: { next: 'settled' } };
  await cancelPaymentIntent(intent.id);
  if (saved === 'hold_expired') return { ok: false, reason: 'hold_expired' };
  throw new Fault('conflict', 'another press of the button gave this attempt up');
}

function confirmWith(clientSecret: string, holdUntil: Date): PayResult {
  return { ok: true, step: { next: 'confirm', clientSecret, holdUntil: holdUntil.toISOString() } };
}

/** The PaymentIntent of an earlier press; one that was canceled outside is replaced by a new attempt. */
async function resume(
  db: Database,
  viewer: Viewer,
  { attempt, paymentIntentId, ...press }: Press & { attempt: Attempt; paymentIntentId: string },
): Promise<PayResult> {
  const clientSecret = await payableClientSecret(paymentIntentId);
  if (clientSecret !== undefined) return confirmWith(clientSecret, attempt.order.holdUntil);
  await syncPayment(db, paymentIntentId, { now: press.now });
  const next = await beginAttempt(db, viewer, press);
  const isReplaced = typeof next === 'object' && next.paymentIntentId !== paymentIntentId;
  return isReplaced ? payOrder(db, viewer, press) : { ok: true, step: { next: 'settled' } };
}

/** A turn that was not used within this time is given to nobody: its buyer takes a new one. */
const TURN_LASTS_MS = 60_000;
/** Left to pay in when the turn comes. */
const AFTER_TURN_MS = 3 * 60_000;
const SOON_MS = 300;

/** Undefined when it is this buyer's turn under Stripe's write limit; else how long to wait, with the seats held. */
async function waitForTurn(db: Database, attempt: Attempt, now: Date): Promise<PayStep | undefined> {
  const perSecond = env().STRIPE_PAYMENTS_PER_SECOND;
  const kept = attempt.turnAt;
  const turnAt =
    kept !== null && now.getTime() - kept.getTime() < TURN_LASTS_MS
      ? kept
      : await takeTurn(db, 'payments', { perSecond, burst: Math.ceil(perSecond / 4), now });
  if (turnAt.getTime() - now.getTime() <= SOON_MS) return undefined;
  const holdUntil = new Date(Math.max(attempt.order.holdUntil.getTime(), turnAt.getTime() + AFTER_TURN_MS));
  await db.transaction(async (tx) => {
    await tx
      .update(orders)
      .set({ holdUntil })
      .where(and(eq(orders.id, attempt.order.id), eq(orders.state, 'held')));
    await tx.update(payments).set({ turnAt }).where(eq(payments.id, attempt.paymentId));
  });
  return { next: 'wait', ...waitOf(turnAt, now, perSecond), holdUntil: holdUntil.toISOString() };
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
): Promise<'saved' | 'settled' | 'hold_expired' | 'given_up'> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .select({ state: orders.state })
      .from(orders)
      .where(eq(orders.id, attempt.order.id))
      .for('update');
    const { state } = order ?? {};
    if (state === 'expired' || state === 'canceled') return 'hold_expired';
    // Another press saved the same one, and it was paid meanwhile.
    if (state !== 'held') return 'settled';
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
