import type Stripe from 'stripe';
import { noSuch, refusedByState } from './api-error';
import { readChargeAmount, readCurrency } from './currency';
import type { FormObject } from './form';
import { readPaymentMethod } from './payment-method';
import { readAllowRedirects, readPaymentMethodOptions, readPaymentMethodTypes } from './payment-method-types';
import { mergeMetadata, readChoice, readString } from './request-params';
import { newId, secondsNow, type Scope, type Store } from './store';

const cancelable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Creates and stores a PaymentIntent, with `payment_intent.created`; confirming it is another step. */
export function createPaymentIntent(scope: Scope, params: FormObject): Stripe.PaymentIntent {
  const paymentIntent = buildPaymentIntent(params);
  requireCustomer(scope.store, paymentIntent.customer);
  const card = readPaymentMethod(scope.store, params, 'secret');
  scope.store.paymentIntents.set(paymentIntent.id, paymentIntent);
  scope.emit('payment_intent.created', paymentIntent);
  if (card !== undefined) {
    paymentIntent.payment_method = card.object.id;
    paymentIntent.status = 'requires_confirmation';
  }
  return paymentIntent;
}

/** Changes a PaymentIntent that is still open; 400 `payment_intent_unexpected_state` after its end. */
export function updatePaymentIntent(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  params: FormObject,
): Stripe.PaymentIntent {
  const isOpen = cancelable.includes(paymentIntent.status);
  for (const name of ['amount', 'currency', 'payment_method', 'customer']) {
    if (!isOpen && params[name] !== undefined) throw unexpectedState(paymentIntent, `update the ${name} of`);
  }
  const currency = params.currency === undefined ? paymentIntent.currency : readCurrency(params);
  const amount =
    params.amount === undefined && params.currency === undefined
      ? paymentIntent.amount
      : readChargeAmount({ amount: String(paymentIntent.amount), ...params }, currency);
  const customer = readString(params, 'customer') ?? paymentIntent.customer;
  requireCustomer(scope.store, customer);
  const card = readPaymentMethod(scope.store, params, 'secret');
  const metadata = mergeMetadata(paymentIntent.metadata, params);
  Object.assign(paymentIntent, { currency, amount, customer, metadata });
  paymentIntent.description = readString(params, 'description') ?? paymentIntent.description;
  paymentIntent.receipt_email = readString(params, 'receipt_email') ?? paymentIntent.receipt_email;
  if (card !== undefined) {
    paymentIntent.payment_method = card.object.id;
    paymentIntent.status = 'requires_confirmation';
    paymentIntent.next_action = null;
    scope.store.openChallenges.delete(paymentIntent.id);
  }
  return paymentIntent;
}

/** Cancels an open PaymentIntent: after this no challenge and no confirm can take money. */
export function cancelPaymentIntent(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  params: FormObject,
): Stripe.PaymentIntent {
  const reasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;
  const reason = readChoice(params, 'cancellation_reason', reasons);
  if (!cancelable.includes(paymentIntent.status)) throw unexpectedState(paymentIntent, 'cancel');
  paymentIntent.status = 'canceled';
  paymentIntent.canceled_at = secondsNow();
  paymentIntent.cancellation_reason = reason ?? null;
  paymentIntent.next_action = null;
  scope.store.openChallenges.delete(paymentIntent.id);
  scope.emit('payment_intent.canceled', paymentIntent);
  return paymentIntent;
}

/** The stored PaymentIntent, or 404 `resource_missing`. */
export function requirePaymentIntent(store: Store, id: string): Stripe.PaymentIntent {
  const paymentIntent = store.paymentIntents.get(id);
  if (paymentIntent === undefined) throw noSuch('payment_intent', id);
  return paymentIntent;
}

/** 400 `payment_intent_unexpected_state`, carrying the PaymentIntent as callers expect. */
export function unexpectedState(paymentIntent: Stripe.PaymentIntent, act: string) {
  return refusedByState({
    message: `You cannot ${act} this PaymentIntent because it has a status of ${paymentIntent.status}.`,
    code: 'payment_intent_unexpected_state',
    paymentIntent,
  });
}

function buildPaymentIntent(params: FormObject): Stripe.PaymentIntent {
  const id = newId('pi');
  const currency = readCurrency(params);
  readChoice(params, 'confirmation_method', ['automatic']);
  return {
    id,
    object: 'payment_intent',
    amount: readChargeAmount(params, currency),
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method:
      readChoice(params, 'capture_method', ['automatic', 'automatic_async']) ?? 'automatic_async',
    client_secret: newId(`${id}_secret`, 25),
    confirmation_method: 'automatic',
    created: secondsNow(),
    currency,
    customer: readString(params, 'customer') ?? null,
    customer_account: null,
    description: readString(params, 'description') ?? null,
    metadata: mergeMetadata({}, params),
    receipt_email: readString(params, 'receipt_email') ?? null,
    statement_descriptor: readString(params, 'statement_descriptor') ?? null,
    statement_descriptor_suffix: readString(params, 'statement_descriptor_suffix') ?? null,
    ...readMethodFields(params),
    ...untouchedFields(),
  };
}

function readMethodFields(params: FormObject) {
  const { allowed, excluded, offered } = readPaymentMethodTypes(params);
  const allowRedirects = readAllowRedirects(params);
  return {
    allowed_payment_method_types: allowed ?? null,
    automatic_payment_methods:
      allowed === undefined ? { enabled: true, allow_redirects: allowRedirects } : null,
    excluded_payment_method_types: excluded ?? null,
    payment_method_options: readPaymentMethodOptions(params),
    payment_method_types: offered,
  };
}

function untouchedFields() {
  return {
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

function requireCustomer(store: Store, customer: Stripe.PaymentIntent['customer']): void {
  if (typeof customer !== 'string' || store.customers.has(customer)) return;
  throw noSuch('customer', customer, 'customer');
}
