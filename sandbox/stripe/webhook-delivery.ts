import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import { millisecondsNow, secondsNow } from './clock';
import { createRandom } from './seeded-random';
import type { Store } from './store';

export interface DeliveryAttempt {
  event: string;
  type: string;
  attempt: number;
  /** Unix time in milliseconds by the twin's clock. */
  at: number;
  /** The endpoint's HTTP status; null when no answer came. */
  status: number | null;
  delivered: boolean;
  /** A switch lost it on the way: the endpoint never saw it and it is not tried again. */
  dropped: boolean;
}

/** What may be disturbed; the README's webhook switches. */
export interface Disturbance {
  isHeld: boolean;
  /** How many times more than once each event is sent. */
  duplicates: number;
  /** How many of the next deliveries are lost. */
  dropNext: number;
  /** Which share of deliveries is lost, 0 to 1. */
  dropShare: number;
  delayMilliseconds: number;
  /** Whether held deliveries leave in random order. */
  shuffles: boolean;
  retries: boolean;
  random: () => number;
}

export interface WebhookDelivery {
  store: Store;
  endpoint: { url: string; secret: string } | undefined;
  /** What signs from now on; the endpoint's own secret until it is rotated. */
  secret: string;
  attempts: DeliveryAttempt[];
  disturbance: Disturbance;
  held: Job[];
  timers: Set<NodeJS.Timeout>;
  stopped: AbortController;
}

export interface Job {
  event: Stripe.EventBase;
  payload: string;
  attempt: number;
}

const maximumAttempts = 8;
const firstRetryMilliseconds = 250;
const timeoutMilliseconds = 10_000;

/** A delivery to at most one endpoint; without one, events are kept but never sent. */
export function createWebhookDelivery(store: Store, endpoint: WebhookDelivery['endpoint']): WebhookDelivery {
  return {
    store,
    endpoint,
    secret: endpoint?.secret ?? '',
    attempts: [],
    disturbance: undisturbed(),
    held: [],
    timers: new Set(),
    stopped: new AbortController(),
  };
}

/** Each event once, at once, retried. */
export function undisturbed(): Disturbance {
  return {
    isHeld: false,
    duplicates: 0,
    dropNext: 0,
    dropShare: 0,
    delayMilliseconds: 0,
    shuffles: false,
    retries: true,
    random: createRandom(1),
  };
}

/** Sends one event, signed, after the current turn; no order is promised between events. */
export function deliver(delivery: WebhookDelivery, event: Stripe.EventBase): void {
  const payload = JSON.stringify(event, null, 2);
  const { duplicates, delayMilliseconds } = delivery.disturbance;
  for (let copy = 0; copy <= duplicates; copy += 1) {
    enqueue(delivery, { event, payload, attempt: 1 }, delayMilliseconds);
  }
}

/** Puts one delivery on its way after a delay in milliseconds. */
export function enqueue(delivery: WebhookDelivery, job: Job, delayMilliseconds: number): void {
  if (delivery.endpoint === undefined || delivery.stopped.signal.aborted) return;
  const timer = setTimeout(() => {
    delivery.timers.delete(timer);
    if (delivery.disturbance.isHeld) delivery.held.push(job);
    else void attempt(delivery, job);
  }, delayMilliseconds);
  delivery.timers.add(timer);
}

/** Stops all retries and cuts running deliveries. */
export function stopDelivery(delivery: WebhookDelivery): void {
  delivery.stopped.abort();
  for (const timer of delivery.timers) clearTimeout(timer);
  delivery.timers.clear();
}

async function attempt(delivery: WebhookDelivery, job: Job): Promise<void> {
  const dropped = isDropped(delivery.disturbance);
  const status = dropped ? null : await post(delivery, job.payload);
  if (delivery.stopped.signal.aborted) return;
  const delivered = status !== null && status >= 200 && status < 300;
  delivery.attempts.push({
    event: job.event.id,
    type: job.event.type,
    attempt: job.attempt,
    at: millisecondsNow(delivery.store.clock),
    status,
    delivered,
    dropped,
  });
  if (delivered) job.event.pending_webhooks = 0;
  else if (!dropped && delivery.disturbance.retries && job.attempt < maximumAttempts) {
    enqueue(delivery, { ...job, attempt: job.attempt + 1 }, firstRetryMilliseconds * 2 ** (job.attempt - 1));
  }
}

function isDropped(disturbance: Disturbance): boolean {
  if (disturbance.dropNext > 0) {
    disturbance.dropNext -= 1;
    return true;
  }
  return disturbance.dropShare > 0 && disturbance.random() < disturbance.dropShare;
}

/** A redirect is an answer like any other, and not a 2xx one. */
async function post(delivery: WebhookDelivery, payload: string): Promise<number | null> {
  const { endpoint } = delivery;
  if (endpoint === undefined) return null;
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signPayload(delivery, payload),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: payload,
      signal: AbortSignal.any([delivery.stopped.signal, AbortSignal.timeout(timeoutMilliseconds)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** `t=…,v1=…` over the exact bytes (docs.stripe.com/webhooks/signature). */
function signPayload({ store, secret }: WebhookDelivery, payload: string): string {
  const timestamp = secondsNow(store.clock);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${signature}`;
}
