import type Stripe from 'stripe';
import { invalidParameter, noSuch } from './api-error';
import { secondsNow } from './clock';
import type { FormObject } from './form';
import { mergeMetadata, readList, readString } from './request-params';
import { newId, type Scope, type Store } from './store';

/** Creates and stores a customer, with `customer.created`. */
export function createCustomer(scope: Scope, params: FormObject): Stripe.Customer {
  const email = readString(params, 'email') ?? null;
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalidParameter({
      message: `Invalid email address: ${email}`,
      code: 'email_invalid',
      param: 'email',
    });
  }
  const customer = buildCustomer(params, email, secondsNow(scope.store.clock));
  scope.store.customers.set(customer.id, customer);
  scope.emit('customer.created', customer);
  return customer;
}

/** The stored customer, or 404. */
export function requireCustomer(store: Store, id: string): Stripe.Customer {
  const customer = store.customers.get(id);
  if (customer === undefined) throw noSuch('customer', id);
  return customer;
}

function buildCustomer(params: FormObject, email: string | null, created: number): Stripe.Customer {
  return {
    id: newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: readString(params, 'description') ?? null,
    discount: null,
    email,
    invoice_prefix: newId('x', 8).slice(2).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: mergeMetadata({}, params),
    name: readString(params, 'name') ?? null,
    next_invoice_sequence: 1,
    phone: readString(params, 'phone') ?? null,
    preferred_locales: readList(params, 'preferred_locales') ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
