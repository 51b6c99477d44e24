import { createCallBook, type CallBook } from './call-book';
import { secondsNow } from './clock';
import { buildEvent, type EventCause } from './events';
import type { Fault } from './faults';
import type { IdempotencySlots } from './idempotency';
import type { Keys } from './key-kind';
import { expireDueVouchers } from './konbini';
import { createWriteLimit, type WriteLimit } from './rate-limit';
import { cancelDueRefunds } from './refund-progress';
import { createStore, type Scope, type Store } from './store';
import { createWebhookDelivery, deliver, type WebhookDelivery } from './webhook-delivery';

/** One running twin: its account, its memory and its switches. */
export interface Twin {
  keys: Keys;
  store: Store;
  delivery: WebhookDelivery;
  faults: Fault[];
  slots: IdempotencySlots;
  writeLimit: WriteLimit;
  calls: CallBook;
  /** Own origin without a trailing slash; empty until the server listens. */
  baseUrl: string;
}

/** A twin that has seen nothing yet. */
export function createTwin(keys: Keys, endpoint: WebhookDelivery['endpoint']): Twin {
  const store = createStore();
  return {
    keys,
    store,
    delivery: createWebhookDelivery(store, endpoint),
    faults: [],
    slots: new Map(),
    writeLimit: createWriteLimit(),
    calls: createCallBook(),
    baseUrl: '',
  };
}

const noRequest: EventCause = { requestId: null, idempotencyKey: null };

/** What acts on behalf of one cause may touch; every event it emits names that cause, null for none. */
export function createScope(twin: Twin, cause: EventCause = noRequest): Scope {
  const { store, delivery, baseUrl } = twin;
  return {
    store,
    baseUrl,
    emit(type, object, previous) {
      const pendingWebhooks = delivery.endpoint === undefined ? 0 : 1;
      const created = secondsNow(store.clock);
      const event = buildEvent({ type, object, previous, cause, created, pendingWebhooks });
      store.events.set(event.id, event);
      deliver(delivery, event);
    },
  };
}

/** Lets everything happen whose time has come by the twin's clock: vouchers run out, refunds without an account end. */
export function settleDue(twin: Twin): void {
  const scope = createScope(twin);
  expireDueVouchers(scope);
  cancelDueRefunds(scope);
}
