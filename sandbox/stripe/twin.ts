import { buildEvent, type EventCause } from './events';
import type { Fault } from './faults';
import type { IdempotencySlots } from './idempotency';
import type { Keys } from './key-kind';
import { createStore, type Scope, type Store } from './store';
import { createWebhookDelivery, deliver, type WebhookDelivery } from './webhook-delivery';

/** One running twin: its account, its memory and its switches. */
export interface Twin {
  keys: Keys;
  store: Store;
  delivery: WebhookDelivery;
  faults: Fault[];
  slots: IdempotencySlots;
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
    baseUrl: '',
  };
}

/** What acts on behalf of one cause may touch; every event it emits names that cause. */
export function createScope(twin: Twin, cause: EventCause): Scope {
  return {
    store: twin.store,
    baseUrl: twin.baseUrl,
    emit(type, object) {
      const pendingWebhooks = twin.delivery.endpoint === undefined ? 0 : 1;
      const event = buildEvent({ type, object, cause, pendingWebhooks });
      twin.store.events.set(event.id, event);
      deliver(twin.delivery, event);
    },
  };
}
