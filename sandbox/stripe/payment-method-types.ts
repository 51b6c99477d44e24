import type Stripe from 'stripe';
import { invalidParameter, notImitated, refusedByState } from './api-error';
import type { FormObject } from './form';
import { readBoolean, readChoice, readHash, readList } from './request-params';
import type { StoredMethod } from './store';

interface AccountMethod {
  type: StoredMethod['kind'];
  redirects: boolean;
  /** Absent: every currency and amount that Stripe takes. */
  yen?: { minimum: number; maximum: number };
}

/** The methods this sandbox account has switched on, with Stripe's limits (docs.stripe.com/payments/konbini, /paypay). */
const accountMethods: readonly AccountMethod[] = [
  { type: 'card', redirects: false },
  { type: 'konbini', redirects: false, yen: { minimum: 120, maximum: 300_000 } },
  { type: 'paypay', redirects: true, yen: { minimum: 50, maximum: 1_000_000 } },
];

export interface Selection {
  allowed?: readonly string[] | null | undefined;
  excluded?: readonly string[] | null | undefined;
  allowRedirects: 'always' | 'never';
  amount: number;
  currency: string;
}

/** What the request says about methods; 400 when it both allows a list and asks for automatic ones. */
export function readMethodSelection(params: FormObject): Omit<Selection, 'amount' | 'currency'> {
  const allowed = readList(params, 'allowed_payment_method_types');
  const excluded = readList(params, 'excluded_payment_method_types');
  if (allowed !== undefined && params.automatic_payment_methods !== undefined) {
    throw invalidParameter({
      message:
        'You may only specify one of these parameters: allowed_payment_method_types, automatic_payment_methods.',
      param: 'allowed_payment_method_types',
    });
  }
  return { allowed, excluded, allowRedirects: readAllowRedirects(params) };
}

/** What the buyer may choose from; methods that do not fit are dropped without a word, 400 when none is left. */
export function offerMethods(selection: Selection): string[] {
  const offered = accountMethods.filter((method) => fits(method, selection)).map(({ type }) => type);
  if (offered.length > 0) return offered;
  throw invalidParameter({
    message: 'No valid payment method types for this Payment Intent.',
    param: 'allowed_payment_method_types',
  });
}

/** Throws 400 when the PaymentIntent does not offer the method's type. */
export function requireOffered(offered: readonly string[], { kind }: StoredMethod): void {
  if (offered.includes(kind)) return;
  throw refusedByState({
    message: `The PaymentMethod provided (${kind}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${offered.join(', ')}.`,
    code: 'payment_intent_incompatible_payment_method',
    param: 'payment_method',
  });
}

/** The selection as a stored PaymentIntent holds it, for a changed amount or currency. */
export function storedSelection(
  paymentIntent: Stripe.PaymentIntent,
  changed: { amount: number; currency: string },
): Selection {
  const { automatic_payment_methods: automatic } = paymentIntent;
  return {
    ...changed,
    allowed: paymentIntent.allowed_payment_method_types,
    excluded: paymentIntent.excluded_payment_method_types,
    allowRedirects: automatic?.allow_redirects === 'never' ? 'never' : 'always',
  };
}

function fits({ type, redirects, yen }: AccountMethod, selection: Selection): boolean {
  const { allowed, excluded, allowRedirects, amount, currency } = selection;
  if (allowed?.includes(type) === false || excluded?.includes(type) === true) return false;
  if (redirects && allowRedirects === 'never') return false;
  return yen === undefined || (currency === 'jpy' && amount >= yen.minimum && amount <= yen.maximum);
}

function readAllowRedirects(params: FormObject): 'always' | 'never' {
  const automatic = readHash(params, 'automatic_payment_methods');
  if (automatic === undefined) return 'always';
  if (readBoolean(automatic, 'enabled') !== true) {
    throw notImitated(
      '`automatic_payment_methods` that is not enabled',
      'automatic_payment_methods[enabled]',
    );
  }
  return readChoice(automatic, 'allow_redirects', ['always', 'never']) ?? 'always';
}
