import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { disputes } from '@/lib/db/schema/refunds';
import { raiseAlert } from '@/lib/raise-alert';
import type { SyncStep } from '@/lib/sales/known-payment';
import type { DisputeFacts } from '@/lib/stripe/read-payment';

/** Keeps the chargebacks of a payment; a closed one never opens again. An inquiry only goes before staff. */
export async function applyDisputes(tx: Transaction, step: SyncStep): Promise<void> {
  for (const dispute of step.facts.disputes) {
    if (dispute.state !== 'inquiry') await noteDispute(tx, step, { ...dispute, state: dispute.state });
    if (dispute.state === 'inquiry' || dispute.state === 'open') await alarm(tx, step, dispute);
  }
}

async function noteDispute(
  tx: Transaction,
  { payment, now }: SyncStep,
  dispute: DisputeFacts & { state: 'open' | 'won' | 'lost' },
): Promise<void> {
  const closedAt = dispute.state === 'open' ? null : now;
  await tx
    .insert(disputes)
    .values({
      id: dispute.id,
      paymentId: payment.id,
      state: dispute.state,
      reason: dispute.reason,
      amountMinor: dispute.amountMinor,
      openedAt: now,
      closedAt,
    })
    .onConflictDoNothing({ target: disputes.id });
  if (dispute.state === 'open') return;
  await tx
    .update(disputes)
    .set({ state: dispute.state, closedAt })
    .where(and(eq(disputes.id, dispute.id), eq(disputes.state, 'open')));
}

async function alarm(tx: Transaction, { payment, now }: SyncStep, dispute: DisputeFacts): Promise<void> {
  await raiseAlert(tx, {
    kind: 'dispute_opened',
    // An inquiry that becomes a dispute keeps its id, and is a second thing to look at.
    about: dispute.state === 'inquiry' ? `${dispute.id}:inquiry` : dispute.id,
    orderId: payment.orderId,
    paymentIntentId: payment.paymentIntentId,
    detail: `${dispute.state}: ${dispute.reason}, ${dispute.amountMinor} ${payment.currency}`,
    now,
  });
}
