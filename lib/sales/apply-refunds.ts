import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { refunds } from '@/lib/db/schema/refunds';
import type { RefundState } from '@/lib/domain/order';
import { newId } from '@/lib/ids';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { raiseAlert } from '@/lib/raise-alert';
import type { SyncStep } from '@/lib/sales/known-payment';
import type { RefundFacts } from '@/lib/stripe/read-payment';

type RefundRow = typeof refunds.$inferSelect;

/**
 * Brings our rows up to date with the refunds Stripe knows of a payment, those made in its dashboard included, so
 * that their sum is Stripe's. Each moves forward only: a reading that was overtaken changes nothing.
 */
export async function applyRefunds(tx: Transaction, step: SyncStep): Promise<void> {
  if (step.facts.refunds.length === 0) return;
  const rows = await tx.select().from(refunds).where(eq(refunds.paymentId, step.payment.id)).for('update');
  const pairs = pairUp(rows, step.facts.refunds);
  for (const seen of step.facts.refunds) {
    const row = pairs.get(seen.id);
    if (row === undefined) await noteForeign(tx, step, seen);
    else await advance(tx, step, { row, seen });
  }
}

/**
 * Which row stands for which refund, by Stripe's id: known before, made by us, or else staff were quicker in the
 * dashboard than our worker. Each question is asked of all before the next, so that none takes another's row.
 */
function pairUp(rows: readonly RefundRow[], seen: readonly RefundFacts[]): ReadonlyMap<string, RefundRow> {
  const pairs = new Map<string, RefundRow>();
  const taken = new Set<RefundRow>();
  for (const fits of [isKnown, isOurs, isAdoptable]) {
    for (const refund of seen) {
      if (pairs.has(refund.id)) continue;
      const row = rows.find((own) => !taken.has(own) && fits(own, refund));
      if (row === undefined) continue;
      pairs.set(refund.id, row);
      taken.add(row);
    }
  }
  return pairs;
}

function isKnown(own: RefundRow, seen: RefundFacts): boolean {
  return own.stripeRefundId === seen.id;
}

function isOurs(own: RefundRow, seen: RefundFacts): boolean {
  return own.stripeRefundId === null && own.id === seen.refundId;
}

function isAdoptable(own: RefundRow, seen: RefundFacts): boolean {
  const isByHand = seen.refundId === undefined;
  return isByHand && own.stripeRefundId === null && own.amountMinor === seen.amountMinor;
}

async function advance(
  tx: Transaction,
  step: SyncStep,
  { row, seen }: { row: RefundRow; seen: RefundFacts },
): Promise<void> {
  if (row.state === seen.state && row.stripeRefundId === seen.id) return;
  if (!mayBecome(row.state, seen.state) && row.stripeRefundId !== null) return;
  await tx.update(refunds).set({ state: seen.state, stripeRefundId: seen.id }).where(eq(refunds.id, row.id));
  if (seen.state === 'failed') await alarmOfFailure(tx, step, seen);
}

/** A refund that succeeded may still fail days later, when the bank sends it back; nothing comes after that. */
function mayBecome(from: RefundState, to: RefundState): boolean {
  const rank = { due: 0, requires_action: 1, pending: 2, succeeded: 3, failed: 4 } as const;
  return rank[to] >= rank[from];
}

async function noteForeign(tx: Transaction, step: SyncStep, seen: RefundFacts): Promise<void> {
  const { payment, facts, now } = step;
  const id = newId('ref');
  const written = await tx
    .insert(refunds)
    .values({
      id,
      paymentId: payment.id,
      purpose: `stripe:${seen.id}`,
      stripeRefundId: seen.id,
      amountMinor: seen.amountMinor,
      source: 'stripe',
      state: seen.state,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: refunds.id });
  if (written.length === 0) return;
  if (seen.state === 'failed') return alarmOfFailure(tx, step, seen);
  await enqueueMail(tx, { kind: 'refund', order: payment.order, refundId: id, now });
  if (seen.amountMinor === payment.amountMinor) return;
  await raiseAlert(tx, {
    kind: 'partial_refund_outside',
    about: seen.id,
    orderId: payment.orderId,
    paymentIntentId: facts.id,
    detail: `${seen.amountMinor} of ${payment.amountMinor} refunded in the dashboard: no ticket is named, none is revoked`,
    now,
  });
}

async function alarmOfFailure(tx: Transaction, { payment, now }: SyncStep, seen: RefundFacts): Promise<void> {
  await raiseAlert(tx, {
    kind: 'refund_failed',
    about: seen.id,
    orderId: payment.orderId,
    paymentIntentId: payment.paymentIntentId,
    detail: `${seen.amountMinor} ${payment.currency} came back: the buyer has not got the money`,
    now,
  });
}

/** Used by the worker: Stripe refused for good, and no refund at Stripe stands for the row. */
export async function giveUpRefund(
  tx: Transaction,
  refund: { id: string; orderId: string; paymentIntentId: string; why: string; now: Date },
): Promise<void> {
  const given = await tx
    .update(refunds)
    .set({ state: 'failed' })
    .where(and(eq(refunds.id, refund.id), isNull(refunds.stripeRefundId)))
    .returning({ id: refunds.id });
  if (given.length === 0) return;
  await raiseAlert(tx, {
    kind: 'refund_failed',
    about: refund.id,
    orderId: refund.orderId,
    paymentIntentId: refund.paymentIntentId,
    detail: `Stripe refuses: ${refund.why}`,
    now: refund.now,
  });
}
