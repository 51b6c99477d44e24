import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { payments, refunds } from '@/lib/db/schema/sales';
import { describeError, log } from '@/lib/log';
import { syncPayment } from '@/lib/sales/sync-payment';
import { refundPayment } from '@/lib/stripe/refund';

const BATCH = 50;

interface DueRefund {
  readonly refundId: string;
  readonly amountMinor: number;
  readonly paymentIntentId: string | null;
}

/**
 * Sends the refunds that are owed to Stripe, then lets the one door look at each payment. Killed at any point it
 * can be run again: a refund that Stripe has made already is found and not made twice. Returns how many went out.
 */
export async function sendRefunds(db: Database, now: Date): Promise<number> {
  const due: DueRefund[] = await db
    .select({
      refundId: refunds.id,
      amountMinor: refunds.amountMinor,
      paymentIntentId: payments.paymentIntentId,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.state, 'due'), isNotNull(payments.paymentIntentId)))
    .orderBy(asc(refunds.createdAt))
    .limit(BATCH);
  let sent = 0;
  for (const refund of due) {
    try {
      await sendRefund(db, refund, now);
      sent += 1;
    } catch (error) {
      log.error('refund.not_sent', { refundId: refund.refundId, cause: describeError(error) });
    }
  }
  return sent;
}

async function sendRefund(
  db: Database,
  { refundId, amountMinor, paymentIntentId }: DueRefund,
  now: Date,
): Promise<void> {
  if (paymentIntentId === null) return;
  const made = await refundPayment({ refundId, amountMinor, paymentIntentId });
  if (made === undefined) log.warn('refund.impossible', { refundId });
  await db
    .update(refunds)
    .set(made === undefined ? { state: 'failed' } : { state: made.state, stripeRefundId: made.id })
    .where(and(eq(refunds.id, refundId), eq(refunds.state, 'due')));
  await syncPayment(db, paymentIntentId, { now });
}
