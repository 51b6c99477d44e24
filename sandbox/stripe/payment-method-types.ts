import type Stripe from 'stripe';
import { invalidParameter, notImitated } from './api-error';
import type { FormObject } from './form';
import { readBoolean, readChoice, readHash, readList } from './request-params';

/** The methods this sandbox account has switched on. */
const accountMethods = ['card'];

interface OfferedTypes {
  allowed?: string[] | undefined;
  excluded?: string[] | undefined;
  /** What the buyer may choose from; never empty. */
  offered: string[];
}

/** Resolves allowed and excluded types against the account; methods it lacks are dropped without a word. */
export function readPaymentMethodTypes(params: FormObject): OfferedTypes {
  const allowed = readList(params, 'allowed_payment_method_types');
  const excluded = readList(params, 'excluded_payment_method_types');
  if (allowed !== undefined && params.automatic_payment_methods !== undefined) {
    throw invalidParameter({
      message:
        'You may only specify one of these parameters: allowed_payment_method_types, automatic_payment_methods.',
      param: 'allowed_payment_method_types',
    });
  }
  const offered = accountMethods.filter(
    (method) => (allowed?.includes(method) ?? true) && !(excluded?.includes(method) ?? false),
  );
  if (offered.length > 0) return { allowed, excluded, offered };
  throw invalidParameter({
    message: 'No valid payment method types for this Payment Intent.',
    param: 'allowed_payment_method_types',
  });
}

/** `automatic_payment_methods[allow_redirects]`; `always` unless told otherwise, as at Stripe. */
export function readAllowRedirects(params: FormObject): 'always' | 'never' {
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

/** Keeps `card[request_three_d_secure]`; every other option is refused as not imitated. */
export function readPaymentMethodOptions(params: FormObject): Stripe.PaymentIntent.PaymentMethodOptions {
  const options = readHash(params, 'payment_method_options') ?? {};
  const { card, ...others } = options;
  const other = Object.keys(others)[0];
  if (other !== undefined)
    throw notImitated(`\`payment_method_options[${other}]\``, 'payment_method_options');
  const cardOptions = card === undefined ? {} : (readHash(options, 'card') ?? {});
  const request =
    readChoice(cardOptions, 'request_three_d_secure', ['automatic', 'any', 'challenge']) ?? 'automatic';
  const unknown = Object.keys(cardOptions).find((name) => name !== 'request_three_d_secure');
  if (unknown !== undefined)
    throw notImitated(`\`payment_method_options[card][${unknown}]\``, 'payment_method_options');
  return {
    card: { installments: null, mandate_options: null, network: null, request_three_d_secure: request },
  };
}
