import type Stripe from 'stripe';
import { invalidParameter, notImitated } from './api-error';
import { endOfDayInJapan, secondsNow, type Clock } from './clock';
import type { FormObject } from './form';
import type { KeyKind } from './key-kind';
import { readChoice, readHash, readInteger, readString, refuseUnknownParameters } from './request-params';

type Options = Stripe.PaymentIntent.PaymentMethodOptions;
type KonbiniOptions = Stripe.PaymentIntent.PaymentMethodOptions.Konbini;

const prefix = 'payment_method_options';
const nothingSet: KonbiniOptions = {
  confirmation_number: null,
  expires_after_days: null,
  expires_at: null,
  product_description: null,
};
const shortestVoucherSeconds = 30 * 60;
const longestVoucherSeconds = 60 * 86_400;

interface Given {
  clock: Clock;
  key: KeyKind;
  /** What the PaymentIntent has so far. */
  stored?: Options | null;
}

/** Merges `card[request_three_d_secure]` and `konbini[…]` into what is stored; refuses what is not imitated. */
export function readPaymentMethodOptions(params: FormObject, given: Given): Options {
  const sent = readHash(params, prefix) ?? {};
  const other = Object.keys(sent).find((name) => !['card', 'konbini', 'paypay'].includes(name));
  if (other !== undefined) throw notImitated(`\`${prefix}[${other}]\``, prefix);
  const paypay = Object.keys(sent.paypay ?? {})[0];
  if (paypay !== undefined) throw notImitated(`\`${prefix}[paypay][${paypay}]\``, prefix);
  return {
    card: readCardOptions(sent, given),
    konbini: readKonbiniOptions(sent, given),
    paypay: {},
  };
}

/** Only the options of methods that the PaymentIntent offers are shown. */
export function visibleOptions(options: Options, offered: readonly string[]): Options {
  return Object.fromEntries(Object.entries(options).filter(([type]) => offered.includes(type)));
}

/** When a voucher opened now runs out, in Unix seconds; 400 when `expires_at` has come too near meanwhile. */
export function voucherDeadline(options: KonbiniOptions | undefined, clock: Clock): number {
  const at = options?.expires_at ?? null;
  if (at === null) return endOfDayInJapan(clock, options?.expires_after_days ?? 3);
  requireDeadlineInRange(at, clock);
  return at;
}

function readCardOptions(
  sent: FormObject,
  { stored }: Given,
): Stripe.PaymentIntent.PaymentMethodOptions.Card {
  const card = readHash(sent, 'card') ?? {};
  const unknown = Object.keys(card).find((name) => name !== 'request_three_d_secure');
  if (unknown !== undefined) throw notImitated(`\`${prefix}[card][${unknown}]\``, prefix);
  const wanted = readChoice(card, 'request_three_d_secure', ['automatic', 'any', 'challenge']);
  const request = wanted ?? stored?.card?.request_three_d_secure ?? 'automatic';
  return { installments: null, mandate_options: null, network: null, request_three_d_secure: request };
}

/** An empty value unsets; each kind of deadline replaces the other. */
function readKonbiniOptions(sent: FormObject, { clock, key, stored }: Given): KonbiniOptions {
  if (sent.konbini === undefined) return stored?.konbini ?? nothingSet;
  if (sent.konbini === '') return nothingSet;
  const konbini = readHash(sent, 'konbini') ?? {};
  refuseUnknownParameters(konbini, { imitated: Object.keys(nothingSet), real: ['setup_future_usage'] });
  if (key === 'publishable') refuseForBrowsers(konbini);
  const merged = { ...nothingSet, ...stored?.konbini };
  if (konbini.confirmation_number !== undefined) merged.confirmation_number = readConfirmationNumber(konbini);
  if (konbini.product_description !== undefined) merged.product_description = readDescription(konbini);
  const days = optional(konbini, 'expires_after_days');
  const at = optional(konbini, 'expires_at');
  if (typeof days === 'number' && typeof at === 'number') {
    throw refuse(
      'expires_at',
      'You may only specify one of these parameters: expires_after_days, expires_at.',
    );
  }
  if (days !== undefined) Object.assign(merged, { expires_after_days: days, expires_at: null });
  if (at !== undefined) Object.assign(merged, { expires_at: at, expires_after_days: null });
  if (typeof days === 'number' && (days < 1 || days > 60)) {
    throw refuse('expires_after_days', 'This value must be between 1 and 60.');
  }
  if (typeof at === 'number') requireDeadlineInRange(at, clock);
  return merged;
}

function requireDeadlineInRange(at: number, clock: Clock): void {
  const ahead = at - secondsNow(clock);
  if (ahead > shortestVoucherSeconds && ahead < longestVoucherSeconds) return;
  throw refuse(
    'expires_at',
    'The expiry time must be more than 30 minutes and less than 60 days in the future.',
  );
}

function readConfirmationNumber(konbini: FormObject): string | null {
  const number = readString(konbini, 'confirmation_number') ?? '';
  if (number === '') return null;
  if (/^\d{10,11}$/.test(number) && !/^0+$/.test(number)) return number;
  throw refuse('confirmation_number', 'It must be 10 to 11 digits and not only zeroes.');
}

function readDescription(konbini: FormObject): string | null {
  const text = readString(konbini, 'product_description') ?? '';
  if (text.length > 22) throw refuse('product_description', 'It must be at most 22 characters.');
  return text === '' ? null : text;
}

/** Undefined: not sent. Null: sent empty. */
function optional(konbini: FormObject, name: string): number | null | undefined {
  return konbini[name] === '' ? null : readInteger(konbini, name);
}

/** A browser chooses the number it types at the store, never the seller's deadline. */
function refuseForBrowsers(konbini: FormObject): void {
  const name = Object.keys(konbini).find((sent) => sent !== 'confirmation_number');
  if (name !== undefined) throw refuse(name, 'This parameter needs a secret API key.');
}

function refuse(name: string, message: string) {
  return invalidParameter({
    message: `Invalid ${name}: ${message}`,
    code: 'payment_intent_invalid_parameter',
    param: `${prefix}[konbini][${name}]`,
  });
}
