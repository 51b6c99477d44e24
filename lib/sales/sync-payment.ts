import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/lib/db/client';
import { stripeEvents } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { applyDisputes } from '@/lib/sales/apply-disputes';
import { applyRefunds } from '@/lib/sales/apply-refunds';
import { applySuccess } from '@/lib/sales/apply-success';
import {
  type KnownBefore,
  type KnownPayment,
  lockPayment,
  rememberedOf,
  type SyncStep,
} from '@/lib/sales/known-payment';
import { noteProgress } from '@/lib/sales/note-progress';
import { raiseAlert } from '@/lib/raise-alert';
import { settleOrder } from '@/lib/sales/settle-order';
import { type PaymentFacts, readPayment } from '@/lib/stripe/read-payment';

/** The inbox row to mark handled in the same transaction as the effect. */
interface Cause {
  readonly now: Date;
  readonly stripeEventId?: string | undefined;
}

/**
 * The single door: whatever says that something happened to a PaymentIntent (webhook, return page, sweeper,
 * reconciler, staff) calls this. It reads the PaymentIntent with its refunds and disputes anew from Stripe and moves
 * the order forward under its lock. Safe to call any number of times, in any order and at once. Throws Fault when
 * Stripe cannot be read, and `conflict` for one of our PaymentIntents that is not saved yet, so that Stripe delivers
 * again.
 */
export async function syncPayment(db: Database, paymentIntentId: string, cause: Cause): Promise<void> {
  for (let tried = 1; tried <= READ_TRIES; tried += 1) {
    const before = await rememberedOf(db, paymentIntentId);
    const facts = await readPayment(paymentIntentId, before);
    if (!facts.isOurMode) throw new Fault('upstream_failed', 'PaymentIntent of the other mode');
    const isApplied = await db.transaction(async (tx) => {
      const payment = await lockPayment(tx, paymentIntentId);
      if (payment !== undefined && isOvertaken(facts, { before, payment })) return false;
      if (payment !== undefined) await applyFacts(tx, { payment, facts, now: cause.now });
      else await expectForeign(tx, facts, cause);
      await markHandled(tx, cause);
      return true;
    });
    if (isApplied) return;
  }
  throw new Fault('conflict', 'a payment that changes faster than it can be read');
}

const READ_TRIES = 4;

/** Until a payment is final its reading may go back and forth: only one that nobody overtook is written down. */
function isOvertaken(
  facts: PaymentFacts,
  { before, payment }: { before: KnownBefore; payment: KnownPayment },
): boolean {
  return facts.status !== 'succeeded' && before.version !== payment.version;
}

async function markHandled(tx: Transaction, { now, stripeEventId }: Cause): Promise<void> {
  if (stripeEventId === undefined) return;
  await tx
    .update(stripeEvents)
    .set({ handledAt: now, lastError: null })
    .where(eq(stripeEvents.id, stripeEventId));
}

async function applyFacts(tx: Transaction, step: SyncStep): Promise<void> {
  if (step.facts.status !== 'succeeded') return noteProgress(tx, step);
  await applySuccess(tx, step);
  await applyRefunds(tx, step);
  await applyDisputes(tx, step);
  await settleOrder(tx, { orderId: step.payment.orderId, now: step.now });
}

/** A PaymentIntent's id is saved within this time of its creation, or never. */
const SAVE_PATIENCE_SECONDS = 600;

/**
 * A PaymentIntent that no payment of ours names. Without an order of ours in its metadata it is somebody else's
 * business on the same Stripe account. Money on one that names an order cannot be ours to keep: its secret was never
 * given out, or the order is not in this database. After a while it is put before staff.
 */
async function expectForeign(tx: Transaction, facts: PaymentFacts, cause: Cause): Promise<void> {
  if (facts.orderId === undefined || facts.status !== 'succeeded') return;
  const [own] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, facts.orderId));
  if (own !== undefined && !(await hasWaited(tx, cause))) {
    throw new Fault('conflict', 'a PaymentIntent of ours that is not saved');
  }
  await raiseAlert(tx, {
    kind: 'unknown_payment',
    about: facts.id,
    paymentIntentId: facts.id,
    ...(own === undefined ? {} : { orderId: own.id }),
    detail: own === undefined ? 'names an order that is not in this database' : 'is no attempt of its order',
    now: cause.now,
  });
}

async function hasWaited(tx: Transaction, { now, stripeEventId }: Cause): Promise<boolean> {
  if (stripeEventId === undefined) return false;
  const [event] = await tx
    .select({ receivedAt: stripeEvents.receivedAt })
    .from(stripeEvents)
    .where(eq(stripeEvents.id, stripeEventId));
  return event !== undefined && now.getTime() - event.receivedAt.getTime() > SAVE_PATIENCE_SECONDS * 1000;
}
