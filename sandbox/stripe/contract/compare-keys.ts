import type { KeyRecord } from './key-record';

/** Keys that the seller or Stripe.js chooses freely. */
const free = ['metadata', 'use_stripe_sdk', 'previous_attributes'];

interface Walk {
  record: KeyRecord;
  found: Set<string>;
}

/**
 * Where an answer differs from the record, each once and sorted: `missing charge.refunds`, `unknown charge.colour`,
 * `value refund.status=gone` for a text outside a closed list, `unrecorded charge.x` for an object without a key set.
 */
export function compareKeys(record: KeyRecord, answer: unknown): string[] {
  const found = new Set<string>();
  walk({ record, found }, answer, 'answer');
  return [...found].sort();
}

function walk(given: Walk, value: unknown, path: string): void {
  if (Array.isArray(value)) for (const item of value) walk(given, item, path);
  else if (isHash(value)) compare(given, value, pathOf(given.record, value, path));
}

/** An object that names itself is compared as such, wherever it was found. */
function pathOf(record: KeyRecord, hash: Record<string, unknown>, path: string): string {
  const name = typeof hash.object === 'string' ? hash.object : '';
  return name === 'list' || record.types.shapes[name] !== undefined ? name : path;
}

function compare(given: Walk, hash: Record<string, unknown>, path: string): void {
  const envelope = envelopes[path];
  if (envelope !== undefined) {
    for (const [key, value] of Object.entries(hash)) walk(given, value, envelope[key] ?? `${path}.${key}`);
    for (const key of Object.keys(hash)) if (!(key in envelope)) given.found.add(`unknown ${path}.${key}`);
    return;
  }
  const shape = given.record.types.shapes[path];
  if (shape === undefined) {
    given.found.add(`unrecorded ${path}`);
    return;
  }
  const shown = given.record.fixtures.keys[path] ?? [];
  for (const key of [...shape.required, ...shown])
    if (!(key in hash)) given.found.add(`missing ${path}.${key}`);
  for (const [key, value] of Object.entries(hash)) {
    if (![...shape.required, ...shape.optional].includes(key)) given.found.add(`unknown ${path}.${key}`);
    if (typeof value === 'string' && shape.values[key]?.includes(value) === false)
      given.found.add(`value ${path}.${key}=${value}`);
    if (!free.includes(key)) walk(given, value, `${path}.${key}`);
  }
}

/** What wraps objects: each key with the path of what is in it. An API error has the keys of a payment's last one. */
const envelopes: Record<string, Record<string, string>> = {
  answer: { error: 'payment_intent.last_payment_error' },
  list: { object: 'list', data: 'list.data', has_more: 'list', url: 'list' },
};

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
