import type Stripe from 'stripe';
import { invalidParameter, noSuch, refusedByState } from './api-error';
import type { FormObject } from './form';
import { mergeMetadata, readChoice, readInteger, readString } from './request-params';
import { newId, secondsNow, type Scope, type Store } from './store';

/** Gives money back, never more than is left of the charge; emits `refund.created` and `charge.refunded`. */
export function createRefund(scope: Scope, params: FormObject): Stripe.Refund {
  const sent = readInteger(params, 'amount');
  if (sent !== undefined && sent < 1) {
    throw invalidParameter({
      message: 'Invalid positive integer',
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  const reason = readChoice(params, 'reason', ['duplicate', 'fraudulent', 'requested_by_customer']);
  const metadata = mergeMetadata({}, params);
  const charge = requireRefundableCharge(scope.store, params);
  const left = charge.amount - charge.amount_refunded;
  const amount = sent ?? left;
  if (amount > left) {
    throw refusedByState({
      message: `Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left} ${charge.currency})`,
      param: 'amount',
    });
  }
  const refund = buildRefund({ charge, amount, reason, metadata });
  scope.store.refunds.set(refund.id, refund);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  scope.emit('refund.created', refund);
  scope.emit('charge.refunded', charge);
  return refund;
}

/** The stored refund, or 404. */
export function requireRefund(store: Store, id: string): Stripe.Refund {
  const refund = store.refunds.get(id);
  if (refund === undefined) throw noSuch('refund', id);
  return refund;
}

/** The stored charge, or 404. */
export function requireCharge(store: Store, id: string): Stripe.Charge {
  const charge = store.charges.get(id);
  if (charge === undefined) throw noSuch('charge', id);
  return charge;
}

function requireRefundableCharge(store: Store, params: FormObject): Stripe.Charge {
  const charge = findCharge(store, params);
  if (charge.refunded) {
    throw refusedByState({
      message: `Charge ${charge.id} has already been refunded.`,
      code: 'charge_already_refunded',
    });
  }
  if (charge.disputed) {
    throw refusedByState({ message: `Charge ${charge.id} has been charged back.`, code: 'charge_disputed' });
  }
  return charge;
}

function findCharge(store: Store, params: FormObject): Stripe.Charge {
  const chargeId = readString(params, 'charge');
  const paymentIntentId = readString(params, 'payment_intent');
  if ((chargeId === undefined) === (paymentIntentId === undefined)) {
    throw invalidParameter({
      message: 'One of the following params should be provided for this request: payment_intent or charge.',
    });
  }
  const paymentIntent = store.paymentIntents.get(paymentIntentId ?? '');
  if (paymentIntentId !== undefined && paymentIntent === undefined) {
    throw noSuch('payment_intent', paymentIntentId, 'payment_intent');
  }
  const latest = paymentIntent?.latest_charge;
  const charge = store.charges.get(chargeId ?? (typeof latest === 'string' ? latest : ''));
  if (charge === undefined && chargeId !== undefined) throw noSuch('charge', chargeId, 'charge');
  if (charge?.status === 'succeeded') return charge;
  throw refusedByState({
    message: `This PaymentIntent (${paymentIntentId ?? chargeId}) does not have a successful charge to refund.`,
    param: paymentIntentId === undefined ? 'charge' : 'payment_intent',
    ...(paymentIntent === undefined ? {} : { paymentIntent }),
  });
}

function buildRefund(given: {
  charge: Stripe.Charge;
  amount: number;
  reason: Stripe.Refund['reason'] | undefined;
  metadata: Record<string, string>;
}): Stripe.Refund {
  return {
    id: newId('re'),
    object: 'refund',
    amount: given.amount,
    balance_transaction: newId('txn'),
    charge: given.charge.id,
    created: secondsNow(),
    currency: given.charge.currency,
    customer: given.charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: given.metadata,
    payment_intent: given.charge.payment_intent,
    payment_method: given.charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}
