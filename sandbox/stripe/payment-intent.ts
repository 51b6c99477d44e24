import type Stripe from 'stripe';
import { noSuch, refusedByState } from './api-error';
import { secondsNow, type Clock } from './clock';
import { readChargeAmount, readCurrency } from './currency';
import type { FormObject } from './form';
import { readPaymentMethod } from './payment-method';
import { readPaymentMethodOptions, visibleOptions } from './payment-method-options';
import { offerMethods, readMethodSelection, requireOffered, storedSelection } from './payment-method-types';
import { mergeMetadata, readChoice, readString } from './request-params';
import { newId, voidOpenAttempts, type Scope, type Store } from './store';

const cancelable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Creates and stores a PaymentIntent, with `payment_intent.created`; confirming it is another step. */
export function createPaymentIntent(scope: Scope, params: FormObject): Stripe.PaymentIntent {
  const paymentIntent = buildPaymentIntent(scope.store.clock, params);
  requireCustomer(scope.store, paymentIntent.customer);
  const method = readPaymentMethod(scope.store, params, 'secret');
  if (method !== undefined) requireOffered(paymentIntent.payment_method_types, method);
  scope.store.paymentIntents.set(paymentIntent.id, paymentIntent);
  scope.emit('payment_intent.created', paymentIntent);
  if (method !== undefined) {
    paymentIntent.payment_method = method.object.id;
    paymentIntent.status = 'requires_confirmation';
  }
  return paymentIntent;
}

/**
 * Changes a PaymentIntent that is still open; 400 `payment_intent_unexpected_state` after its end. Amount and
 * currency are fixed while the buyer acts, as a voucher or a redirect already carries them.
 */
export function updatePaymentIntent(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  params: FormObject,
): Stripe.PaymentIntent {
  refuseFixedFields(paymentIntent, params);
  const currency = params.currency === undefined ? paymentIntent.currency : readCurrency(params);
  const amount =
    params.amount === undefined && params.currency === undefined
      ? paymentIntent.amount
      : readChargeAmount({ amount: String(paymentIntent.amount), ...params }, currency);
  const offered = offerMethods(storedSelection(paymentIntent, { amount, currency }));
  const customer = readString(params, 'customer') ?? paymentIntent.customer;
  requireCustomer(scope.store, customer);
  const options = readPaymentMethodOptions(params, {
    clock: scope.store.clock,
    key: 'secret',
    stored: paymentIntent.payment_method_options,
  });
  const method = readPaymentMethod(scope.store, params, 'secret');
  if (method !== undefined) requireOffered(offered, method);
  const metadata = mergeMetadata(paymentIntent.metadata, params);
  Object.assign(paymentIntent, { currency, amount, customer, metadata });
  paymentIntent.payment_method_types = offered;
  paymentIntent.payment_method_options = visibleOptions(options, offered);
  paymentIntent.description = readString(params, 'description') ?? paymentIntent.description;
  paymentIntent.receipt_email = readString(params, 'receipt_email') ?? paymentIntent.receipt_email;
  if (method !== undefined) {
    paymentIntent.payment_method = method.object.id;
    paymentIntent.status = 'requires_confirmation';
    paymentIntent.next_action = null;
    voidOpenAttempts(scope.store, paymentIntent.id);
  }
  return paymentIntent;
}

/** Cancels an open PaymentIntent: after this no challenge, voucher or confirm can take money. */
export function cancelPaymentIntent(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  params: FormObject,
): Stripe.PaymentIntent {
  const reasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;
  const reason = readChoice(params, 'cancellation_reason', reasons);
  if (!cancelable.includes(paymentIntent.status)) throw unexpectedState(paymentIntent, 'cancel');
  paymentIntent.status = 'canceled';
  paymentIntent.canceled_at = secondsNow(scope.store.clock);
  paymentIntent.cancellation_reason = reason ?? null;
  paymentIntent.next_action = null;
  voidOpenAttempts(scope.store, paymentIntent.id);
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

function buildPaymentIntent(clock: Clock, params: FormObject): Stripe.PaymentIntent {
  const id = newId('pi');
  const currency = readCurrency(params);
  const amount = readChargeAmount(params, currency);
  readChoice(params, 'confirmation_method', ['automatic']);
  return {
    id,
    object: 'payment_intent',
    amount,
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
    created: secondsNow(clock),
    currency,
    customer: readString(params, 'customer') ?? null,
    customer_account: null,
    description: readString(params, 'description') ?? null,
    metadata: mergeMetadata({}, params),
    receipt_email: readString(params, 'receipt_email') ?? null,
    statement_descriptor: readString(params, 'statement_descriptor') ?? null,
    statement_descriptor_suffix: readString(params, 'statement_descriptor_suffix') ?? null,
    ...readMethodFields(clock, params, { amount, currency }),
    ...untouchedFields(),
  };
}

function refuseFixedFields(paymentIntent: Stripe.PaymentIntent, params: FormObject): void {
  const { status } = paymentIntent;
  const isOpen = cancelable.includes(status);
  for (const name of ['amount', 'currency', 'payment_method', 'payment_method_data', 'customer']) {
    const isFixed = !isOpen || (status === 'requires_action' && ['amount', 'currency'].includes(name));
    if (isFixed && params[name] !== undefined) throw unexpectedState(paymentIntent, `update the ${name} of`);
  }
}

function readMethodFields(clock: Clock, params: FormObject, money: { amount: number; currency: string }) {
  const selection = readMethodSelection(params);
  const { allowed, excluded, allowRedirects } = selection;
  const offered = offerMethods({ ...selection, ...money });
  return {
    allowed_payment_method_types: allowed === undefined || allowed === null ? null : [...allowed],
    automatic_payment_methods:
      allowed === undefined ? { enabled: true, allow_redirects: allowRedirects } : null,
    excluded_payment_method_types: excluded === undefined || excluded === null ? null : [...excluded],
    payment_method_options: visibleOptions(
      readPaymentMethodOptions(params, { clock, key: 'secret' }),
      offered,
    ),
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
