import { and, eq, lt } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import type { SyncStep } from '@/lib/sales/known-payment';

/** After the voucher's end, for money that was paid in its last minute and is still on its way to us. */
const VOUCHER_GRACE_MS = 15 * 60_000;

/**
 * Keeps what a PaymentIntent that is not paid tells of itself. Only a pending payment changes here: a late notice
 * never turns a final state back. A voucher keeps its order's seats until it runs out.
 */
export async function noteProgress(tx: Transaction, step: SyncStep): Promise<void> {
  const { payment, facts } = step;
  if (payment.state !== 'pending') return;
  await tx
    .update(payments)
    .set({
      state: facts.status === 'canceled' ? 'canceled' : 'pending',
      stripeStatus: facts.status,
      // Also when there is none: an old refusal must not be shown while the next try is under way.
      failureCode: facts.status === 'canceled' ? null : (facts.failureCode ?? null),
      method: facts.method ?? null,
      voucher: facts.voucher ?? null,
    })
    .where(eq(payments.id, payment.id));
  if (facts.voucher !== undefined && payment.orderState === 'held') await keepForVoucher(tx, step);
}

async function keepForVoucher(tx: Transaction, { payment, facts, now }: SyncStep): Promise<void> {
  if (facts.voucher === undefined) return;
  const { expiresAt } = facts.voucher;
  const holdUntil = new Date(Date.parse(expiresAt) + VOUCHER_GRACE_MS);
  await tx
    .update(orders)
    .set({ holdUntil })
    .where(and(eq(orders.id, payment.orderId), lt(orders.holdUntil, holdUntil)));
  await enqueueMail(tx, {
    kind: 'voucher',
    order: { id: payment.orderId, contactEmail: payment.contactEmail, locale: payment.locale },
    about: `${facts.id}:${expiresAt}`,
    now,
  });
}
