import { invalidParameter, noSuch } from './api-error';
import type { FormObject } from './form';
import { readInteger, readString } from './request-params';

interface Listed {
  id: string;
  object: string;
  created: number;
}

interface Listing<Item> {
  items: Iterable<Item>;
  params: FormObject;
  path: string;
  /** Which items the request asks for; a cursor may name any item. */
  matches?: (item: Item) => boolean;
}

/** One page, newest first, by `limit` (1–100, default 10), a cursor and `created`; an unknown cursor is 400. */
export function listPage<Item extends Listed>({ items, params, path, matches }: Listing<Item>): object {
  const inRange = readCreated(params);
  const all = [...items].reverse().sort((a, b) => b.created - a.created);
  const limit = readInteger(params, 'limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParameter({
      message: 'This value must be between 1 and 100.',
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  const after = cursor(all, params, 'starting_after');
  const before = cursor(all, params, 'ending_before');
  if (after !== undefined && before !== undefined) {
    throw invalidParameter({
      message: 'You may only specify one of these parameters: ending_before, starting_after.',
      param: 'ending_before',
    });
  }
  const side = all.slice(after === undefined ? 0 : after + 1, before);
  const wanted = side.filter((item) => inRange(item.created) && (matches?.(item) ?? true));
  const data = before === undefined ? wanted.slice(0, limit) : wanted.slice(-limit);
  return { object: 'list', data, has_more: wanted.length > limit, url: path };
}

/** A page of what belongs to payments, narrowed by `charge` and `payment_intent`. */
export function listByPayment<
  Item extends Listed & { charge: unknown; payment_intent?: string | object | null },
>(listing: Omit<Listing<Item>, 'matches'>): object {
  const charge = readString(listing.params, 'charge');
  const paymentIntent = readString(listing.params, 'payment_intent');
  return listPage({
    ...listing,
    matches: (item) =>
      (charge === undefined || item.charge === charge) &&
      (paymentIntent === undefined || item.payment_intent === paymentIntent),
  });
}

function cursor(all: readonly Listed[], params: FormObject, name: string): number | undefined {
  const id = readString(params, name);
  if (id === undefined) return undefined;
  const index = all.findIndex((item) => item.id === id);
  if (index === -1) throw noSuch('object', id, name);
  return index;
}

function readCreated(params: FormObject): (created: number) => boolean {
  const sent = params.created;
  if (sent === undefined) return () => true;
  if (typeof sent === 'string') {
    const exact = readInteger(params, 'created');
    return (created) => created === exact;
  }
  const unknown = Object.keys(sent).find((name) => !['gt', 'gte', 'lt', 'lte'].includes(name));
  if (unknown !== undefined) {
    throw invalidParameter({
      message: `Received unknown parameter: created[${unknown}]`,
      code: 'parameter_unknown',
      param: `created[${unknown}]`,
    });
  }
  const above = Math.max(readInteger(sent, 'gte') ?? 0, (readInteger(sent, 'gt') ?? -1) + 1);
  const below = Math.min(readInteger(sent, 'lte') ?? Infinity, (readInteger(sent, 'lt') ?? Infinity) - 1);
  return (created) => created >= above && created <= below;
}
