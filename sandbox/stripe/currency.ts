import { invalidParameter } from './api-error';
import type { FormObject } from './form';
import { readInteger, readString } from './request-params';

/** Minimum charge in the currency's smallest unit (docs.stripe.com/currencies). */
const minimumAmounts = new Map([
  ['jpy', 50],
  ['usd', 50],
  ['eur', 50],
  ['gbp', 30],
  ['aud', 50],
  ['cad', 50],
  ['chf', 50],
  ['hkd', 400],
  ['nzd', 50],
  ['sgd', 50],
  ['twd', 1500],
]);
const maximumAmount = 99_999_999;

/** The lower-case currency code, or 400 for a missing or unsupported one. */
export function readCurrency(params: FormObject): string {
  const sent = readString(params, 'currency');
  if (sent === undefined) throw missing('currency');
  const currency = sent.toLowerCase();
  if (minimumAmounts.has(currency)) return currency;
  const supported = [...minimumAmounts.keys()].join(', ');
  throw invalidParameter({
    message: `Invalid currency: ${sent}. The sandbox supports these currencies: ${supported}`,
    param: 'currency',
  });
}

/** The amount to charge in the smallest unit, within Stripe's limits for the currency. */
export function readChargeAmount(params: FormObject, currency: string): number {
  const amount = readInteger(params, 'amount');
  if (amount === undefined) throw missing('amount');
  if (amount < 1) {
    throw invalidParameter({
      message: 'This value must be greater than or equal to 1.',
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  const minimum = minimumAmounts.get(currency) ?? 1;
  if (amount < minimum) {
    throw invalidParameter({
      message: `Amount must be at least ${minimum} ${currency}`,
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > maximumAmount) {
    throw invalidParameter({
      message: `Amount must be no more than ${maximumAmount} ${currency}`,
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  return amount;
}

function missing(param: string) {
  return invalidParameter({
    message: `Missing required param: ${param}.`,
    code: 'parameter_missing',
    param,
  });
}
