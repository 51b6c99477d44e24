import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { describeError, log } from '@/lib/log';
import { syncPayment } from '@/lib/sales/sync-payment';
import { refundPayment } from '@/lib/stripe/refund';

const BATCH = 50;

interface OpenRefund {
  readonly refundId: string;
  readonly paymentIntentId: string | null;
}

/**
 * Sends the refunds that are owed to Stripe and looks again at those on their way, then lets the one door look at
 * each payment. Killed at any point it can be run again: a refund that Stripe has made already is found and not made
 * twice. One that failed stays on its order as such and is logged as an error. Returns how many were seen to.
 */
export async function sendRefunds(db: Database, now: Date): Promise<number> {
  const open: OpenRefund[] = await db
    .select({ refundId: refunds.id, paymentIntentId: payments.paymentIntentId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(isOpen(), isNotNull(payments.paymentIntentId)))
    .orderBy(asc(refunds.createdAt))
    .limit(BATCH);
  let seenTo = 0;
  for (const refund of open) {
    try {
      await sendRefund(db, refund, now);
      seenTo += 1;
    } catch (error) {
      log.error('refund.not_sent', { refundId: refund.refundId, cause: describeError(error) });
    }
  }
  return seenTo;
}

async function sendRefund(db: Database, { refundId, paymentIntentId }: OpenRefund, now: Date): Promise<void> {
  if (paymentIntentId === null) return;
  const made = await refundPayment({ refundId, paymentIntentId });
  if (made === undefined || made.state === 'failed')
    log.error('refund.failed', { refundId, paymentIntentId });
  await db
    .update(refunds)
    .set(made === undefined ? { state: 'failed' } : { state: made.state, stripeRefundId: made.id })
    .where(and(eq(refunds.id, refundId), isOpen()));
  await syncPayment(db, paymentIntentId, { now });
}

function isOpen() {
  return inArray(refunds.state, ['due', 'pending']);
}
