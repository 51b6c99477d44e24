interface NamedCall {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
}

/** Every call the server makes to Stripe has a name of its own here; an unnamed one is `stripe:other`. */
const calls: readonly NamedCall[] = [
  { name: 'stripe:create_intent', method: 'POST', path: /^\/v1\/payment_intents$/ },
  { name: 'stripe:read_intent', method: 'GET', path: /^\/v1\/payment_intents\/[^/]+$/ },
  { name: 'stripe:cancel_intent', method: 'POST', path: /^\/v1\/payment_intents\/[^/]+\/cancel$/ },
  { name: 'stripe:create_refund', method: 'POST', path: /^\/v1\/refunds$/ },
  { name: 'stripe:list_refunds', method: 'GET', path: /^\/v1\/refunds$/ },
  { name: 'stripe:list_events', method: 'GET', path: /^\/v1\/events$/ },
  { name: 'stripe:list_disputes', method: 'GET', path: /^\/v1\/disputes$/ },
];

export function nameStripeCall(method: string, path: string): string {
  return calls.find((call) => call.method === method && call.path.test(path))?.name ?? 'stripe:other';
}
