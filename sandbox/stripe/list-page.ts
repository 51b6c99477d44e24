import { invalidParameter, noSuch } from './api-error';
import type { FormObject } from './form';
import { readInteger, readString } from './request-params';

interface Listed {
  id: string;
  object: string;
  created: number;
}

/** One page, newest first, by `limit` (1–100, default 10), a cursor and `created`; an unknown cursor is 400. */
export function listPage(items: Iterable<Listed>, params: FormObject, path: string): object {
  const inRange = readCreated(params);
  const all = [...items].reverse().filter((item) => inRange(item.created));
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
  if (before !== undefined) {
    const start = Math.max(0, before - limit);
    return { object: 'list', data: all.slice(start, before), has_more: start > 0, url: path };
  }
  const start = after === undefined ? 0 : after + 1;
  return {
    object: 'list',
    data: all.slice(start, start + limit),
    has_more: all.length > start + limit,
    url: path,
  };
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
