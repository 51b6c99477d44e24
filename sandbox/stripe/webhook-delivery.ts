import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import { secondsNow, type Store } from './store';

export interface DeliveryAttempt {
  event: string;
  type: string;
  attempt: number;
  /** Unix time in milliseconds. */
  at: number;
  /** The endpoint's HTTP status; null when no answer came. */
  status: number | null;
  delivered: boolean;
}

export interface WebhookDelivery {
  store: Store;
  endpoint: { url: string; secret: string } | undefined;
  attempts: DeliveryAttempt[];
  isHeld: boolean;
  held: Job[];
  /** How many times more than once each event is sent. */
  duplicates: number;
  timers: Set<NodeJS.Timeout>;
  stopped: AbortController;
}

interface Job {
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
    attempts: [],
    isHeld: false,
    held: [],
    duplicates: 0,
    timers: new Set(),
    stopped: new AbortController(),
  };
}

/** Sends one event, signed, after the current turn; no order is promised between events. */
export function deliver(delivery: WebhookDelivery, event: Stripe.EventBase): void {
  const payload = JSON.stringify(event, null, 2);
  for (let copy = 0; copy <= delivery.duplicates; copy += 1) {
    enqueue(delivery, { event, payload, attempt: 1 }, 0);
  }
}

/** Holds every delivery back, retries included, or lets all held ones go. */
export function setHold(delivery: WebhookDelivery, isHeld: boolean): void {
  delivery.isHeld = isHeld;
  if (isHeld) return;
  for (const job of delivery.held.splice(0)) enqueue(delivery, job, 0);
}

/** Stops all retries and cuts running deliveries. */
export function stopDelivery(delivery: WebhookDelivery): void {
  delivery.stopped.abort();
  for (const timer of delivery.timers) clearTimeout(timer);
  delivery.timers.clear();
}

/** `t=…,v1=…` over the exact bytes (docs.stripe.com/webhooks/signature). */
export function signPayload(payload: string, secret: string): string {
  const timestamp = secondsNow();
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${signature}`;
}

function enqueue(delivery: WebhookDelivery, job: Job, delayMilliseconds: number): void {
  if (delivery.endpoint === undefined || delivery.stopped.signal.aborted) return;
  const timer = setTimeout(() => {
    delivery.timers.delete(timer);
    if (delivery.isHeld) delivery.held.push(job);
    else void attempt(delivery, job);
  }, delayMilliseconds);
  delivery.timers.add(timer);
}

async function attempt(delivery: WebhookDelivery, job: Job): Promise<void> {
  const status = await post(delivery, job.payload);
  if (delivery.stopped.signal.aborted) return;
  const delivered = status !== null && status >= 200 && status < 300;
  delivery.attempts.push({
    event: job.event.id,
    type: job.event.type,
    attempt: job.attempt,
    at: Date.now(),
    status,
    delivered,
  });
  if (delivered) job.event.pending_webhooks = 0;
  else if (job.attempt < maximumAttempts) {
    enqueue(delivery, { ...job, attempt: job.attempt + 1 }, firstRetryMilliseconds * 2 ** (job.attempt - 1));
  }
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
        'stripe-signature': signPayload(payload, endpoint.secret),
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
