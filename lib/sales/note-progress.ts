import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { env } from '@/lib/config/env';
import type { Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import type { SyncStep } from '@/lib/sales/known-payment';

/** After the voucher's end, for money that was paid in its last minute and is still on its way to us. */
const VOUCHER_GRACE_MS = 15 * 60_000;

/**
 * Keeps what a PaymentIntent that is not paid tells of itself. Only a pending payment changes here: a late notice
 * never turns a final state back. An open voucher keeps its order's seats until it runs out.
 */
export async function noteProgress(tx: Transaction, step: SyncStep): Promise<void> {
  const { payment, facts } = step;
  if (payment.state !== 'pending') return;
  // Also what is not there any more: an old refusal must not be shown while the next try is under way.
  const failureCode = facts.status === 'canceled' ? null : (facts.failureCode ?? null);
  const method = facts.method ?? null;
  const voucher = facts.voucher ?? null;
  await tx
    .update(payments)
    .set({
      state: facts.status === 'canceled' ? 'canceled' : 'pending',
      stripeStatus: facts.status,
      failureCode,
      method,
      voucher,
    })
    .where(
      and(
        eq(payments.id, payment.id),
        // A reading that tells nothing new overtakes nobody.
        sql`(${payments.stripeStatus}, ${payments.failureCode}, ${payments.method}, ${payments.voucher})
          is distinct from (${facts.status}::text, ${failureCode}::text, ${method}::text,
            ${voucher === null ? null : JSON.stringify(voucher)}::jsonb)`,
      ),
    );
  if (payment.orderState !== 'held') return;
  if (facts.voucher !== undefined) await keepForVoucher(tx, step);
  else if (payment.hasVoucher) await shortenHold(tx, step);
}

/** A voucher that is gone, for another try or canceled, keeps no seat for days. */
async function shortenHold(tx: Transaction, { payment, now }: SyncStep): Promise<void> {
  const holdUntil = new Date(now.getTime() + env().HOLD_SECONDS * 1000);
  await tx
    .update(orders)
    .set({ holdUntil })
    .where(and(eq(orders.id, payment.orderId), gt(orders.holdUntil, holdUntil)));
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
    order: payment.order,
    about: `${facts.id}:${expiresAt}`,
    now,
  });
}
