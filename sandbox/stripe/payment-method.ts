import type Stripe from 'stripe';
import { invalidParameter, noSuch, notImitated, refusedByState } from './api-error';
import { buildCard, rawCardRefused, readCardEntry } from './card-method';
import { findTokenNumber } from './cards';
import { monthsNow, secondsNow } from './clock';
import type { FormObject } from './form';
import type { KeyKind } from './key-kind';
import { readHash, readString } from './request-params';
import { newId, type Store, type StoredMethod } from './store';

/**
 * The method that a create, update or confirm names, stored; undefined when it names none.
 * Throws 402 for a card Stripe would not tokenize, 400 for an unknown or spent PaymentMethod.
 */
export function readPaymentMethod(store: Store, params: FormObject, key: KeyKind): StoredMethod | undefined {
  const id = readString(params, 'payment_method');
  if (id !== undefined) return findNamed(store, id);
  const sent = readHash(params, 'payment_method_data');
  if (sent === undefined) return undefined;
  const type = readString(sent, 'type');
  switch (type) {
    case 'card': {
      if (key === 'secret') throw rawCardRefused();
      const entry = readCardEntry(sent, store.clock);
      const object = { ...buildMethod(store, sent), type, card: buildCard(entry) };
      return keep(store, { kind: type, object, number: entry.number, spent: false });
    }
    case 'konbini':
      requireBillingDetails(sent, type, ['name', 'email']);
      return keep(store, {
        kind: type,
        object: { ...buildMethod(store, sent), type, konbini: {} },
        spent: false,
      });
    case 'paypay':
      return keep(store, {
        kind: type,
        object: { ...buildMethod(store, sent), type, paypay: {} },
        spent: false,
      });
    default:
      throw notImitated(`The payment method type \`${type}\``, 'payment_method_data[type]');
  }
}

function findNamed(store: Store, id: string): StoredMethod {
  const number = findTokenNumber(id);
  if (number !== undefined) {
    const expiryYear = Math.floor(monthsNow(store.clock) / 12) + 5;
    const card = buildCard({ number, expiryMonth: 12, expiryYear });
    const object = { ...buildMethod(store, {}), type: 'card', card };
    return keep(store, { kind: 'card', object, number, spent: false });
  }
  const method = store.methods.get(id);
  if (method === undefined) throw noSuch('PaymentMethod', id, 'payment_method');
  if (method.spent) {
    throw refusedByState({
      message:
        'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, and may not be used again.',
      param: 'payment_method',
    });
  }
  return method;
}

function requireBillingDetails(sent: FormObject, type: string, names: readonly string[]): void {
  const billing = readHash(sent, 'billing_details') ?? {};
  for (const name of names) {
    const value = readString(billing, name) ?? '';
    const param = `payment_method_data[billing_details][${name}]`;
    if (value.trim() === '') {
      const message = `A ${type} payment method needs \`billing_details[${name}]\`.`;
      throw invalidParameter({ message, code: 'parameter_missing', param });
    }
    if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      throw invalidParameter({ message: `Invalid email address: ${value}`, code: 'email_invalid', param });
    }
  }
}

function keep(store: Store, method: StoredMethod): StoredMethod {
  store.methods.set(method.object.id, method);
  return method;
}

function buildMethod(store: Store, sent: FormObject): Omit<Stripe.PaymentMethod, 'type'> {
  const billing = readHash(sent, 'billing_details') ?? {};
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: null,
      email: readString(billing, 'email') ?? null,
      name: readString(billing, 'name') ?? null,
      phone: readString(billing, 'phone') ?? null,
      tax_id: null,
    },
    created: secondsNow(store.clock),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
}
