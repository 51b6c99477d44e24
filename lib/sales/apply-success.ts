import { eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { payments } from '@/lib/db/schema/sales';
import { effectOfSucceededPayment } from '@/lib/domain/order';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { fulfillOrder } from '@/lib/sales/fulfill-order';
import { oweRefund } from '@/lib/sales/owe-refund';
import { raiseAlert } from '@/lib/raise-alert';
import { retakeSeats } from '@/lib/sales/seat-counts';
import type { SyncStep } from '@/lib/sales/known-payment';

/** Money that has come in: tickets when it fits its order, else it is owed back. A second run changes nothing. */
export async function applySuccess(tx: Transaction, step: SyncStep): Promise<void> {
  const { payment, facts, now } = step;
  const effect = effectOfSucceededPayment(payment.orderState, payment.state);
  if (effect === 'nothing') return;
  await tx
    .update(payments)
    .set({
      state: 'succeeded',
      stripeStatus: facts.status,
      failureCode: null,
      voucher: null,
      method: facts.method ?? null,
      chargeId: facts.charge?.id ?? null,
      cardBrand: facts.charge?.cardBrand ?? null,
      cardLast4: facts.charge?.cardLast4 ?? null,
    })
    .where(eq(payments.id, payment.id));
  const isExact =
    facts.received.amountMinor === payment.amountMinor && facts.received.currency === payment.currency;
  if (!isExact) await alarmOfAmount(tx, step);
  if (isExact && effect === 'fulfill') return deliver(tx, step, 'held');
  if (isExact && effect === 'try_late_fulfillment') {
    if (await retakeSeats(tx, { id: payment.orderId, viewerId: payment.viewerId })) {
      return deliver(tx, step, 'retaken');
    }
  }
  await oweRefund(tx, payment, { received: facts.received, keepOrder: effect === 'refund', now });
}

async function deliver(tx: Transaction, { payment, facts, now }: SyncStep, seats: 'held' | 'retaken') {
  await fulfillOrder(tx, { id: payment.orderId, viewerId: payment.viewerId }, { now, seats });
  await enqueueMail(tx, {
    kind: facts.method === 'konbini' ? 'received' : 'confirmation',
    order: payment.order,
    now,
  });
}

async function alarmOfAmount(tx: Transaction, { payment, facts, now }: SyncStep): Promise<void> {
  await raiseAlert(tx, {
    kind: 'amount_differs',
    about: facts.id,
    orderId: payment.orderId,
    paymentIntentId: facts.id,
    detail: `${facts.received.amountMinor} ${facts.received.currency} received for ${payment.amountMinor} ${payment.currency}`,
    now,
  });
}
