import type { ApiOutcome, ApiRequest } from './api-exchange';
import { secondsNow } from './clock';
import { decodeForm } from './form';
import type { KeyKind } from './key-kind';
import type { Store } from './store';

/** What became of one request on its way through the API. */
export interface Trace {
  key: KeyKind | null;
  executed: boolean;
  replayed: boolean;
  /** What the work itself answered, also when the caller never got it. */
  result: object | undefined;
}

export interface ApiCall {
  id: string;
  method: string;
  path: string;
  key: KeyKind | null;
  idempotency_key: string | null;
  /** What the caller got; null for a cut connection. */
  status: number | null;
  executed: boolean;
  replayed: boolean;
  payment_intent: string | null;
  /** `metadata[order_id]` of the PaymentIntent or, when none came to be, of the request. */
  order: string | null;
  created: number;
}

export type CallBook = ApiCall[];

/** A book without a call. */
export function createCallBook(): CallBook {
  return [];
}

interface Finished {
  request: ApiRequest;
  trace: Trace;
  outcome: ApiOutcome;
}

/** Writes one finished request down. */
export function recordCall(book: CallBook, store: Store, { request, trace, outcome }: Finished): void {
  const paymentIntent = touchedPayment(store, request, trace.result);
  const order = store.paymentIntents.get(paymentIntent ?? '')?.metadata.order_id;
  book.push({
    id: request.id,
    method: request.method,
    path: request.path,
    key: trace.key,
    idempotency_key: request.idempotencyKey ?? null,
    status: readStatus(outcome),
    executed: trace.executed,
    replayed: trace.replayed,
    payment_intent: paymentIntent ?? null,
    order: order ?? sentOrder(request) ?? null,
    created: secondsNow(store.clock),
  });
}

/** The calls in their order, narrowed by `metadata_order` or `payment_intent`, and how many wrote with the secret key. */
export function readCalls(book: CallBook, query: URLSearchParams): object {
  const order = query.get('metadata_order');
  const paymentIntent = query.get('payment_intent');
  const calls = book.filter(
    (call) =>
      (order === null || call.order === order) &&
      (paymentIntent === null || call.payment_intent === paymentIntent),
  );
  const writes = calls.filter((call) => call.method === 'POST' && call.key === 'secret');
  const executed = writes.filter((call) => call.executed);
  return {
    calls,
    counts: { calls: calls.length, secret_writes: writes.length, executed_secret_writes: executed.length },
  };
}

function readStatus(outcome: ApiOutcome): number | null {
  switch (outcome.kind) {
    case 'reply':
      return outcome.status;
    case 'html':
      return 200;
    case 'reset':
      return null;
  }
}

function touchedPayment(store: Store, request: ApiRequest, result: object | undefined): string | undefined {
  const inPath = /^\/v1\/payment_intents\/([^/]+)/.exec(request.path)?.[1];
  const params = decodeForm(request.method === 'GET' ? request.query : request.body);
  const charge = store.charges.get(typeof params.charge === 'string' ? params.charge : '');
  return inPath ?? paymentOf(result) ?? idOf(params.payment_intent) ?? idOf(charge?.payment_intent);
}

function paymentOf(result: object | undefined): string | undefined {
  if (result === undefined) return undefined;
  if ('object' in result && result.object === 'payment_intent') return idOf(result);
  if ('payment_intent' in result) return idOf(result.payment_intent);
  const error = 'error' in result ? result.error : undefined;
  return typeof error === 'object' && error !== null && 'payment_intent' in error
    ? idOf(error.payment_intent)
    : undefined;
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}

/** Reads leniently: this request may be one that was refused for its shape. */
function sentOrder(request: ApiRequest): string | undefined {
  const { metadata } = decodeForm(request.body);
  if (typeof metadata !== 'object') return undefined;
  return typeof metadata.order_id === 'string' ? metadata.order_id : undefined;
}
