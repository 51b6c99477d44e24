import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/lib/db/client';
import { stripeEvents } from '@/lib/db/schema/operations';
import { orders, payments } from '@/lib/db/schema/sales';
import { effectOfSucceededPayment, type OrderState, type PaymentState } from '@/lib/domain/order';
import { Fault } from '@/lib/fault';
import { log } from '@/lib/log';
import { applyRefund } from '@/lib/sales/apply-refund';
import { fulfillOrder } from '@/lib/sales/fulfill-order';
import { oweRefund } from '@/lib/sales/owe-refund';
import { retakeSeats } from '@/lib/sales/seat-counts';
import { isOurMode, type PaymentIntentFacts, readPaymentIntent } from '@/lib/stripe/payment-intent';

export interface KnownPayment {
  readonly id: string;
  readonly orderId: string;
  readonly viewerId: string;
  readonly orderState: OrderState;
  readonly state: PaymentState;
  readonly amountMinor: number;
  readonly currency: string;
}

/** The inbox row to mark handled in the same transaction as the effect. */
interface Cause {
  readonly now: Date;
  readonly stripeEventId?: string | undefined;
}

/**
 * The single door: whatever says that something happened to a PaymentIntent (webhook, return page, sweeper,
 * reconciler, staff) calls this. It reads the PaymentIntent anew from Stripe and moves the order forward under
 * its lock. Safe to call any number of times, in any order and at once. Throws Fault when Stripe cannot be read,
 * and `conflict` for one of our PaymentIntents that is not saved yet, so that Stripe delivers again.
 */
export async function syncPayment(db: Database, paymentIntentId: string, cause: Cause): Promise<void> {
  const facts = await readPaymentIntent(paymentIntentId);
  if (!(await isOurMode(facts))) throw new Fault('upstream_failed', 'PaymentIntent of the other mode');
  await db.transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentIntentId);
    if (payment !== undefined) await applyFacts(tx, { payment, facts, now: cause.now });
    else await expectForeign(tx, facts);
    if (cause.stripeEventId !== undefined) {
      await tx
        .update(stripeEvents)
        .set({ handledAt: cause.now, lastError: null })
        .where(eq(stripeEvents.id, cause.stripeEventId));
    }
  });
}

interface Step {
  readonly payment: KnownPayment;
  readonly facts: PaymentIntentFacts;
  readonly now: Date;
}

async function applyFacts(tx: Transaction, step: Step): Promise<void> {
  switch (step.facts.status) {
    case 'succeeded':
      await applySuccess(tx, step);
      await applyRefund(tx, step);
      return;
    case 'canceled':
      await notePayment(tx, step, { state: 'canceled', failureCode: null });
      return;
    default:
      // Also when there is none: an old refusal must not be shown while the next try is under way.
      await notePayment(tx, step, { state: 'pending', failureCode: step.facts.failureCode ?? null });
  }
}

async function applySuccess(tx: Transaction, { payment, facts, now }: Step): Promise<void> {
  const effect = effectOfSucceededPayment(payment.orderState, payment.state);
  if (effect === 'nothing') return;
  await tx
    .update(payments)
    .set({
      state: 'succeeded',
      failureCode: null,
      chargeId: facts.charge?.id ?? null,
      cardBrand: facts.charge?.cardBrand ?? null,
      cardLast4: facts.charge?.cardLast4 ?? null,
    })
    .where(eq(payments.id, payment.id));
  const isExact =
    facts.received.amountMinor === payment.amountMinor && facts.received.currency === payment.currency;
  if (!isExact) log.error('payment.amount_differs', { paymentIntentId: facts.id, orderId: payment.orderId });
  const order = { id: payment.orderId, viewerId: payment.viewerId };
  if (isExact && effect === 'fulfill') return fulfillOrder(tx, order, { now, seats: 'held' });
  if (isExact && effect === 'try_late_fulfillment' && (await retakeSeats(tx, order))) {
    return fulfillOrder(tx, order, { now, seats: 'retaken' });
  }
  await oweRefund(tx, payment, { received: facts.received, keepOrder: effect === 'refund', now });
}

/** Only a pending payment changes here: a late notice never turns a final state back. */
async function notePayment(
  tx: Transaction,
  step: Step,
  to: { state: PaymentState; failureCode: string | null },
): Promise<void> {
  if (step.payment.state !== 'pending') return;
  await tx
    .update(payments)
    .set(to)
    .where(
      and(
        eq(payments.id, step.payment.id),
        or(ne(payments.state, to.state), sql`${payments.failureCode} is distinct from ${to.failureCode}`),
      ),
    );
}

/** Order first, then payment: every writer locks in this order. */
async function lockPayment(tx: Transaction, paymentIntentId: string): Promise<KnownPayment | undefined> {
  await tx.execute(sql`
    select from orders where id = (select order_id from payments where payment_intent_id = ${paymentIntentId}) for update`);
  const [row] = await tx
    .select({
      id: payments.id,
      orderId: payments.orderId,
      viewerId: orders.viewerId,
      orderState: orders.state,
      state: payments.state,
      amountMinor: payments.amountMinor,
      currency: payments.currency,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.paymentIntentId, paymentIntentId));
  return row;
}

/**
 * A PaymentIntent that no payment of ours names. Money on it is somebody else's business on the same Stripe
 * account, unless it names one of our orders: then its row is not written yet, or never will be.
 */
async function expectForeign(tx: Transaction, facts: PaymentIntentFacts): Promise<void> {
  if (facts.orderId === undefined) return;
  const [own] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, facts.orderId));
  if (own === undefined || facts.status !== 'succeeded') return;
  log.error('payment.unknown_success', { paymentIntentId: facts.id, orderId: own.id });
  throw new Fault('conflict', 'a PaymentIntent of ours that is not saved');
}
