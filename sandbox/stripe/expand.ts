import { invalidParameter } from './api-error';
import type { Store } from './store';

/** Replaces ids by objects along `expand` paths such as `latest_charge` or `data.payment_intent`. */
export function expandObject(store: Store, source: object, paths: readonly string[]): object {
  const copy: Record<string, unknown> = { ...source };
  for (const path of paths) {
    const [head = '', ...rest] = path.split('.');
    const deeper = rest.length === 0 ? [] : [rest.join('.')];
    const value = copy[head];
    if (head === 'data' && Array.isArray(value)) {
      copy[head] = value.map((item: unknown) => (isObject(item) ? expandObject(store, item, deeper) : item));
      continue;
    }
    const lookUp = lookups[head];
    if (lookUp === undefined || value === undefined) throw notExpandable(path);
    const found = typeof value === 'string' ? lookUp(store, value) : value;
    if (isObject(found)) copy[head] = expandObject(store, found, deeper);
  }
  return copy;
}

const lookups: Record<string, (store: Store, id: string) => object | undefined> = {
  latest_charge: (store, id) => store.charges.get(id),
  charge: (store, id) => store.charges.get(id),
  customer: (store, id) => store.customers.get(id),
  payment_intent: (store, id) => store.paymentIntents.get(id),
  payment_method: (store, id) => store.methods.get(id)?.object,
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function notExpandable(path: string) {
  return invalidParameter({ message: `This property cannot be expanded (${path}).`, param: 'expand' });
}
