import type Stripe from 'stripe';
import { invalidParameter, noSuch } from './api-error';
import { secondsNow } from './clock';
import type { FormObject } from './form';
import { listPage } from './list-page';
import { readBoolean, readList, readString } from './request-params';
import { newId, type Store } from './store';

export const apiVersion = '2026-10-28.endive';

/** What caused an event; both null when no request did, as for a passed 3-D Secure challenge. */
export interface EventCause {
  requestId: string | null;
  idempotencyKey: string | null;
}

interface Happening {
  type: Stripe.Event.Type;
  object: object;
  /** Old values of what an `*.updated` event changed. */
  previous?: object | undefined;
  cause: EventCause;
  /** Unix seconds. */
  created: number;
  /** How many endpoints have yet to answer 2xx. */
  pendingWebhooks: number;
}

/** A snapshot event: later changes of the object do not reach it. */
export function buildEvent(happening: Happening): Stripe.EventBase {
  const { type, object, previous, cause, created, pendingWebhooks } = happening;
  return {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created,
    data: {
      object: structuredClone(object),
      ...(previous === undefined ? {} : { previous_attributes: structuredClone(previous) }),
    },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  };
}

const keptSeconds = 30 * 86_400;

/** Lists the last 30 days by `type` (with a trailing `*`), `types`, `delivery_success` and the usual cursors. */
export function listEvents(store: Store, params: FormObject, path: string): object {
  const type = readString(params, 'type');
  const types = readList(params, 'types');
  if (type !== undefined && types !== undefined) {
    throw invalidParameter({
      message: 'You may only specify one of these parameters: type, types.',
      param: 'type',
    });
  }
  const delivered = readBoolean(params, 'delivery_success');
  const oldest = secondsNow(store.clock) - keptSeconds;
  const matches = (event: Stripe.EventBase): boolean =>
    event.created >= oldest &&
    (type === undefined || matchesType(event.type, type)) &&
    (types === undefined || types.includes(event.type)) &&
    (delivered === undefined || (event.pending_webhooks === 0) === delivered);
  return listPage({ items: store.events.values(), params, path, matches });
}

/** The stored event, or 404, also 30 days after it. */
export function requireEvent(store: Store, id: string): Stripe.EventBase {
  const event = store.events.get(id);
  const oldest = secondsNow(store.clock) - keptSeconds;
  if (event === undefined || event.created < oldest) throw noSuch('event', id);
  return event;
}

function matchesType(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
