import type Stripe from 'stripe';
import { invalidParameter, noSuch, refusedByState } from './api-error';
import { findTestCard } from './cards';
import { secondsNow } from './clock';
import { findDispute } from './dispute';
import type { FormObject } from './form';
import { settleWarnings } from './fraud-warning';
import { mergeMetadata, readChoice, readInteger, readString } from './request-params';
import { newId, type Scope, type Store } from './store';

const secondsForBankDetails = 45 * 86_400;

/**
 * Gives money back, never more than is left of the charge; emits `refund.created` and `charge.refunded`. Begins as
 * `succeeded`, `pending` or, for konbini, `requires_action`; the amount counts as refunded from the start.
 */
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
  const email = readString(params, 'instructions_email') ?? charge.billing_details.email ?? '';
  const start = refundStart(scope.store, charge, email);
  const refund = {
    ...buildRefund({ charge, amount, reason, metadata, created: secondsNow(scope.store.clock) }),
    ...start,
  };
  scope.store.refunds.set(refund.id, refund);
  if (refund.status === 'requires_action') scope.store.waitingRefunds.add(refund);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  scope.emit('refund.created', refund);
  scope.emit('charge.refunded', charge);
  if (charge.refunded) settleWarnings(scope, charge);
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
  const dispute = findDispute(store, charge);
  if (dispute !== undefined && dispute.status !== 'won') {
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

type RefundStart = Pick<
  Stripe.Refund,
  'status' | 'destination_details' | 'next_action' | 'pending_reason' | 'instructions_email'
>;

/** How a refund begins: cards at once or pending, PayPay at once, konbini only after the buyer names an account. */
function refundStart(store: Store, charge: Stripe.Charge, email: string): RefundStart {
  const method = store.methods.get(charge.payment_method ?? '');
  if (method?.kind === 'konbini') return awaitBankDetails(secondsNow(store.clock), email);
  if (method?.kind === 'paypay') return { status: 'succeeded', destination_details: { type: 'paypay' } };
  const destination: Stripe.Refund.DestinationDetails = {
    card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
    type: 'card',
  };
  const isPending = method?.kind === 'card' && findTestCard(method.number).refund === 'pending';
  if (!isPending) return { status: 'succeeded', destination_details: destination };
  return { status: 'pending', pending_reason: 'processing', destination_details: destination };
}

function awaitBankDetails(now: number, email: string): RefundStart {
  const emailSent = { email_sent_at: now, email_sent_to: email };
  return {
    status: 'requires_action',
    instructions_email: email,
    destination_details: {
      jp_bank_transfer: { reference: null, reference_status: 'pending' },
      type: 'jp_bank_transfer',
    },
    next_action: {
      type: 'display_details',
      display_details: { email_sent: emailSent, expires_at: now + secondsForBankDetails },
    },
  };
}

function buildRefund(given: {
  charge: Stripe.Charge;
  amount: number;
  reason: Stripe.Refund['reason'] | undefined;
  metadata: Record<string, string>;
  created: number;
}): Stripe.Refund {
  return {
    id: newId(given.charge.id.startsWith('py_') ? 'pyr' : 're'),
    object: 'refund',
    amount: given.amount,
    balance_transaction: newId('txn'),
    charge: given.charge.id,
    created: given.created,
    currency: given.charge.currency,
    customer: given.charge.customer,
    customer_account: null,
    metadata: given.metadata,
    payment_intent: given.charge.payment_intent,
    payment_method: given.charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: null,
    transfer_reversal: null,
  };
}
