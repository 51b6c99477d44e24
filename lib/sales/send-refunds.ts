import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import { describeError, log } from '@/lib/log';
import { giveUpRefund } from '@/lib/sales/apply-refunds';
import { inTurn } from '@/lib/sales/in-turn';
import { lockPayment } from '@/lib/sales/known-payment';
import { settleOrder } from '@/lib/sales/settle-order';
import { syncPayment } from '@/lib/sales/sync-payment';
import { createRefund, type RefundRefused } from '@/lib/stripe/refund';

const BATCH = 20;
/** A claimed refund that nobody finished, because the process died, is taken up again after this. */
const LEASE_SECONDS = 120;
/** Webhooks tell of the end of a refund; this is for those that are lost. */
const LOOK_AGAIN_SECONDS = 1800;
const MAX_PER_TICK = 500;

interface ClaimedRefund {
  readonly id: string;
  readonly paymentIntentId: string;
}

/**
 * Sends the refunds that are owed to Stripe and looks again at those on their way, then lets the one door look at
 * each payment. Killed at any point it can be run again, and it may run in parallel: a refund that Stripe has made
 * already is found and not made twice. What fails is tried again later, ever more rarely. Returns how many were
 * seen to.
 */
export async function sendRefunds(db: Database, now: Date): Promise<number> {
  let seenTo = 0;
  for (let claimedSoFar = 0; claimedSoFar < MAX_PER_TICK;) {
    const claimed = await claimRefunds(db, now);
    claimedSoFar += claimed.length;
    const outcomes = await inTurn(db, claimed, { act: (refund) => sendRefund(db, refund, now) });
    seenTo += outcomes.filter((outcome) => outcome === 'done').length;
    if (claimed.length < BATCH) break;
  }
  return seenTo;
}

/** The claim is the lease: others pass over a row until its `next_try_at`, which grows with each attempt. */
async function claimRefunds(db: Database, now: Date): Promise<readonly ClaimedRefund[]> {
  const result = await db.execute<Record<keyof ClaimedRefund, never>>(sql`
    with due as (
      select refunds.id from refunds join payments on payments.id = refunds.payment_id
      where refunds.state in ('due', 'pending', 'requires_action') and payments.payment_intent_id is not null
        and (next_try_at is null or next_try_at <= ${now})
      order by refunds.created_at limit ${BATCH} for update of refunds skip locked
    )
    update refunds set attempts = attempts + 1,
      next_try_at = ${now}::timestamptz + least(${LEASE_SECONDS} * power(2, least(attempts, 10)), 21600) * interval '1 second'
    from due, payments where refunds.id = due.id and payments.id = refunds.payment_id
    returning refunds.id, payments.payment_intent_id as "paymentIntentId"`);
  return result.rows;
}

async function sendRefund(db: Database, refund: ClaimedRefund, now: Date): Promise<'done' | 'failed'> {
  const { id, paymentIntentId } = refund;
  try {
    // First, because what is owed may have been made by us before we died, or by staff in the dashboard.
    await syncPayment(db, paymentIntentId, { now });
    const amountMinor = await leftToSend(db, refund, now);
    if (amountMinor === undefined) return 'done';
    await makeRefund(db, { ...refund, amountMinor }, now);
    await syncPayment(db, paymentIntentId, { now });
    return 'done';
  } catch (error) {
    log.error('refund.not_sent', { refundId: id, paymentIntentId, cause: describeError(error) });
    return 'failed';
  }
}

/** What of a row is still to be sent; undefined for nothing. What went back by hand is not sent again. */
async function leftToSend(
  db: Database,
  { id, paymentIntentId }: ClaimedRefund,
  now: Date,
): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentIntentId);
    if (payment === undefined) return undefined;
    const rows = await tx.select().from(refunds).where(eq(refunds.paymentId, payment.id)).for('update');
    const own = rows.find((row) => row.id === id);
    if (own?.state !== 'due') return undefined;
    const others = rows.filter((row) => row !== own && row.state !== 'failed');
    const taken = others.reduce((sum, row) => sum + row.amountMinor, 0);
    // More than was asked for may have come in, and is then owed as a whole.
    const left = Math.max(payment.amountMinor, own.amountMinor) - taken;
    if (left >= own.amountMinor) return own.amountMinor;
    const rest = left > 0 ? { amountMinor: left } : { state: 'failed' as const };
    await tx.update(refunds).set(rest).where(eq(refunds.id, id));
    await settleOrder(tx, { orderId: payment.orderId, now });
    return left > 0 ? left : undefined;
  });
}

async function makeRefund(
  db: Database,
  refund: ClaimedRefund & { readonly amountMinor: number },
  now: Date,
): Promise<void> {
  const { id: refundId, paymentIntentId, amountMinor } = refund;
  const made = await createRefund({ refundId, paymentIntentId, amountMinor });
  if (typeof made === 'string') return noteRefused(db, refund, { why: made, now });
  const lookAgainAt = new Date(now.getTime() + LOOK_AGAIN_SECONDS * 1000);
  await db
    .update(refunds)
    // Its state is for the one door, which moves the order with it.
    .set({ stripeRefundId: made.id, nextTryAt: lookAgainAt })
    .where(and(eq(refunds.id, refundId), eq(refunds.state, 'due')));
}

/** What other hands refunded may stand for this row: the one door says so; else it has failed for good. */
async function noteRefused(
  db: Database,
  refund: ClaimedRefund,
  { why, now }: { why: RefundRefused; now: Date },
): Promise<void> {
  const { id, paymentIntentId } = refund;
  await syncPayment(db, paymentIntentId, { now });
  await db.transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentIntentId);
    if (payment === undefined) return;
    await giveUpRefund(tx, { id, orderId: payment.orderId, paymentIntentId, why, now });
    await settleOrder(tx, { orderId: payment.orderId, now });
  });
}
