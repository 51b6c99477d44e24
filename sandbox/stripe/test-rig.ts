import Stripe from 'stripe';
import { startStripeTwin } from './server';

export const secretKey = 'sk_test_sandbox';
export const publishableKey = 'pk_test_sandbox';
export const keys = { secretKey, publishableKey, webhookSecret: 'whsec_sandbox' };
export const sale = { amount: 3500, currency: 'jpy', metadata: { order_id: 'ord_1' } };
export const noRedirect = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' } } as const;

export interface Rig {
  url: string;
  /** The official SDK with the secret key and no retries of its own. */
  stripe: Stripe;
  close(): Promise<void>;
}

/** A fresh twin and the official SDK connected to it. */
export async function startRig(webhookUrl?: string): Promise<Rig> {
  const twin = await startStripeTwin({ ...keys, ...(webhookUrl === undefined ? {} : { webhookUrl }) });
  return { url: twin.url, stripe: connect(twin.url), close: twin.close };
}

/** The official SDK pointed at a twin. */
export function connect(url: string, maxNetworkRetries = 0): Stripe {
  const port = Number(new URL(url).port);
  const host = { host: '127.0.0.1', port, protocol: 'http', telemetry: false } as const;
  return new Stripe(secretKey, { ...host, maxNetworkRetries });
}

/** Creates and confirms the sale with a test token, as a server-side confirm does. */
export function pay({ stripe }: Rig, paymentMethod: string): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    ...sale,
    ...noRedirect,
    payment_method: paymentMethod,
    confirm: true,
  });
}

/** The error of a call that Stripe refuses; throws when the call is granted. */
export async function refusal(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('Stripe would have refused this.');
}

interface RawCall {
  path: string;
  key: string;
  form?: Record<string, string>;
}

/** One request without the SDK; a form makes it a POST. */
export async function rawCall({ url }: Rig, { path, key, form }: RawCall) {
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${key}` },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return { status: response.status, body: await response.text() };
}

/** Posts to a control route; resolves with its answer, throws unless that is 200. */
export async function control({ url }: Rig, route: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox/${route}`, { method: 'POST', body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(await response.text());
  return response.json();
}

/** The sale confirmed for a convenience store: a voucher waits for the buyer. */
export function openVoucher(
  { stripe }: Rig,
  konbini: Stripe.PaymentIntentCreateParams.PaymentMethodOptions.Konbini = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    ...sale,
    allowed_payment_method_types: ['konbini'],
    payment_method_data: { type: 'konbini', billing_details: { name: '山田', email: 'a@example.test' } },
    payment_method_options: { konbini },
    confirm: true,
  });
}

/** The types of all events so far, oldest first; the first `skip` left out. */
export async function eventTypes({ stripe }: Rig, skip = 0): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .map(({ type }) => type)
    .reverse()
    .slice(skip);
}
