import type Stripe from 'stripe';
import { noSuch, refusedByState } from './api-error';
import type { FormObject } from './form';
import { secretKeyRequired } from './key-kind';
import { readString } from './request-params';
import type { Store } from './store';

const visible = new Set([
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
]);

/** What a browser may see of a PaymentIntent: no metadata, no customer, no charge. */
export function publishableView(paymentIntent: object): object {
  return Object.fromEntries(Object.entries(paymentIntent).filter(([name]) => visible.has(name)));
}

/** Lets a publishable key pass only with the client secret of the very PaymentIntent it names. */
export function requireClientSecret(store: Store, id: string, params: FormObject): Stripe.PaymentIntent {
  const sent = readString(params, 'client_secret');
  if (sent === undefined) throw secretKeyRequired();
  const paymentIntent = store.paymentIntents.get(id);
  if (paymentIntent === undefined) throw noSuch('payment_intent', id);
  if (sent === paymentIntent.client_secret) return paymentIntent;
  throw refusedByState({
    message: 'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
    code: 'payment_intent_invalid_parameter',
    param: 'client_secret',
  });
}
