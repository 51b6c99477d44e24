import { fetchPaymentIntent, type Account } from './api-client';
import { readMethods, resolveMethods, type MethodType } from './payment-methods';
import { readNumber, readText, type Json } from './record';

export type Offer = { methods: MethodType[]; error?: never } | { error: Json; methods?: never };

/**
 * The methods an element shows: of the PaymentIntent when there is a `clientSecret`, else of amount, currency and
 * the two lists. `error` when there are none or the PaymentIntent cannot be read.
 */
export async function findOffer(account: Account, options: Json): Promise<Offer> {
  const clientSecret = readText(options, 'clientSecret');
  if (clientSecret === undefined) return nonEmpty(readOffer(options), options);
  const { paymentIntent, error } = await fetchPaymentIntent(account, clientSecret);
  if (error !== undefined) return { error };
  return nonEmpty(readMethods(paymentIntent.payment_method_types), paymentIntent);
}

/** What options of a deferred intent permit; may be empty. */
export function readOffer(options: Json): MethodType[] {
  const { allowedPaymentMethodTypes: allowed, excludedPaymentMethodTypes: excluded } = options;
  return resolveMethods({
    amount: readNumber(options, 'amount') ?? 0,
    currency: readText(options, 'currency') ?? '',
    allowed: Array.isArray(allowed) ? allowed : undefined,
    excluded: Array.isArray(excluded) ? excluded : undefined,
  });
}

function nonEmpty(methods: MethodType[], sale: Json): Offer {
  if (methods.length > 0) return { methods };
  return {
    error: {
      type: 'invalid_request_error',
      message: `No valid payment method types for this configuration. Please ensure that you have activated payment methods compatible with your chosen currency, or that the amount (${String(sale.amount)}) is not lower than the currency (${String(sale.currency)}) minimum.`,
    },
  };
}
