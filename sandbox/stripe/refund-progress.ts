import type Stripe from 'stripe';
import { refusedByState } from './api-error';
import { secondsNow } from './clock';
import { newId, type Scope } from './store';

/** The buyer has typed the bank account into Stripe's form: `requires_action` becomes `pending`. */
export function provideBankDetails(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  requireStatus(refund, ['requires_action'], 'get bank details');
  scope.store.waitingRefunds.delete(refund);
  delete refund.next_action;
  refund.pending_reason = 'processing';
  return move(scope, refund, 'pending');
}

/** The money has arrived: `pending` becomes `succeeded`. */
export function succeedRefund(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  requireStatus(refund, ['pending'], 'succeed');
  delete refund.pending_reason;
  return move(scope, refund, 'succeeded');
}

/** The bank sends the money back, perhaps after a `succeeded`: the charge counts as less refunded again. */
export function failRefund(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  requireStatus(refund, ['pending', 'succeeded'], 'fail');
  const isCard = refund.destination_details?.type === 'card';
  takeBack(scope, refund, isCard ? 'expired_or_canceled_card' : 'unknown');
  return move(scope, refund, 'failed');
}

/** Gives a refund up that still waits for the buyer, by request or after its time; 400 in any other state. */
export function cancelRefund(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  requireStatus(refund, ['requires_action'], 'be canceled');
  scope.store.waitingRefunds.delete(refund);
  takeBack(scope, refund, 'merchant_request');
  return move(scope, refund, 'canceled');
}

/** Cancels every refund whose buyer sent no bank details in time. */
export function cancelDueRefunds(scope: Scope): void {
  const now = secondsNow(scope.store.clock);
  for (const refund of [...scope.store.waitingRefunds]) {
    const deadline = refund.next_action?.display_details?.expires_at ?? Infinity;
    if (deadline <= now) cancelRefund(scope, refund);
  }
}

function takeBack({ store }: Scope, refund: Stripe.Refund, reason: string): void {
  delete refund.next_action;
  delete refund.pending_reason;
  refund.failure_reason = reason;
  refund.failure_balance_transaction = newId('txn');
  const charge = typeof refund.charge === 'string' ? store.charges.get(refund.charge) : undefined;
  if (charge === undefined) return;
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
}

function move(scope: Scope, refund: Stripe.Refund, status: string): Stripe.Refund {
  const previous = { status: refund.status };
  refund.status = status;
  scope.emit('refund.updated', refund, previous);
  if (status === 'failed') scope.emit('refund.failed', refund);
  scope.emit('charge.refund.updated', refund, previous);
  return refund;
}

function requireStatus(refund: Stripe.Refund, statuses: readonly string[], act: string): void {
  if (statuses.includes(refund.status ?? '')) return;
  throw refusedByState({
    message: `Refund ${refund.id} cannot ${act} because its status is ${String(refund.status)}.`,
  });
}
