import type Stripe from 'stripe';
import { findTestCard } from './cards';
import { recordCharge, type ConvenienceStore } from './charge';
import { openDispute } from './dispute';
import { warnOfFraud } from './fraud-warning';
import type { Scope, Store, StoredMethod } from './store';

export interface Settlement {
  paymentIntent: Stripe.PaymentIntent;
  method: StoredMethod;
  /** Whether the cardholder passed a 3-D Secure challenge first. */
  authenticated: boolean;
  /** Where a konbini voucher was paid. */
  convenienceStore?: ConvenienceStore;
}

/** The money is there: a charge, `succeeded`, both events, and what a test card then does by itself. */
export function takeMoney(scope: Scope, settlement: Settlement): Stripe.PaymentIntent {
  const { paymentIntent, method } = settlement;
  const charge = recordCharge(scope.store, settlement);
  method.spent = method.object.customer === null;
  paymentIntent.status = 'succeeded';
  paymentIntent.next_action = null;
  paymentIntent.amount_received = paymentIntent.amount;
  scope.emit('charge.succeeded', charge);
  scope.emit('payment_intent.succeeded', paymentIntent);
  const aftermath = method.kind === 'card' ? findTestCard(method.number).aftermath : undefined;
  if (aftermath === 'dispute') openDispute(scope, charge, 'fraudulent');
  if (aftermath === 'fraud_warning') warnOfFraud(scope, charge, 'misc');
  return paymentIntent;
}

/** The try is over without money: back to `requires_payment_method`, payable again, with the reason. */
export function failPayment(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
): void {
  paymentIntent.status = 'requires_payment_method';
  paymentIntent.payment_method = null;
  paymentIntent.next_action = null;
  paymentIntent.last_payment_error = {
    ...error,
    ...(error.code === undefined
      ? {}
      : { doc_url: `https://docs.stripe.com/error-codes/${error.code.replaceAll('_', '-')}` }),
  };
  scope.emit('payment_intent.payment_failed', paymentIntent);
}

/** The method the PaymentIntent holds now, if any. */
export function currentMethod(store: Store, paymentIntent: Stripe.PaymentIntent): StoredMethod | undefined {
  const id = paymentIntent.payment_method;
  return typeof id === 'string' ? store.methods.get(id) : undefined;
}
