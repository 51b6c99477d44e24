import { readOffer } from './method-offer';
import type { Json } from './record';

/**
 * The refusal of a PaymentIntent that is not the sale `elements()` was told of, undefined when it is. "Provided" is
 * the PaymentIntent's value and "expected" that of the elements, as Stripe words it; lists compare as sets.
 */
export function findMismatch(options: Json, paymentIntent: Json): Json | undefined {
  const expected: Json = { ...options, payment_method_types: readOffer(options) };
  for (const name of ['amount', 'currency', 'payment_method_types']) {
    if (comparable(paymentIntent[name]) === comparable(expected[name])) continue;
    return {
      type: 'invalid_request_error',
      message: `The provided ${name} (${shown(paymentIntent[name])}) does not match the expected ${name} (${shown(expected[name])}). Try confirming with a Payment Intent that is configured to use the same parameters as Stripe Elements.`,
    };
  }
  return undefined;
}

function comparable(value: unknown): string {
  return Array.isArray(value) ? [...value].map(String).sort().join() : String(value);
}

function shown(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
}
