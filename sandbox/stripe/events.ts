import type Stripe from 'stripe';
import { invalidParameter, noSuch } from './api-error';
import type { FormObject } from './form';
import { listPage } from './list-page';
import { readBoolean, readList, readString } from './request-params';
import { newId, secondsNow, type Store } from './store';

export const apiVersion = '2026-10-28.endive';

/** What caused an event; both null when no request did, as for a passed 3-D Secure challenge. */
export interface EventCause {
  requestId: string | null;
  idempotencyKey: string | null;
}

interface Happening {
  type: Stripe.Event.Type;
  object: object;
  cause: EventCause;
  /** How many endpoints have yet to answer 2xx. */
  pendingWebhooks: number;
}

/** A snapshot event: later changes of the object do not reach it. */
export function buildEvent({ type, object, cause, pendingWebhooks }: Happening): Stripe.EventBase {
  return {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created: secondsNow(),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  };
}

/** Lists by `type` (with a trailing `*`), `types`, `delivery_success` and the usual cursors. */
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
  const matches = (event: Stripe.EventBase): boolean =>
    (type === undefined || matchesType(event.type, type)) &&
    (types === undefined || types.includes(event.type)) &&
    (delivered === undefined || (event.pending_webhooks === 0) === delivered);
  return listPage([...store.events.values()].filter(matches), params, path);
}

/** The stored event, or 404. */
export function requireEvent(store: Store, id: string): Stripe.EventBase {
  const event = store.events.get(id);
  if (event === undefined) throw noSuch('event', id);
  return event;
}

function matchesType(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
