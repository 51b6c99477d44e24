/** ISO 4217 currencies whose minor unit is not a hundredth. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  MGA: 0,
  PYG: 0,
  RWF: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
};

/** An amount in integer minor units (yen for JPY, cents for USD) with its upper-case ISO 4217 code. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** How many decimals a currency has: 0 for JPY, 2 for USD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency.toUpperCase()] ?? 2;
}

/** What an amount in the main unit, such as `4500` or `45.00`, is in minor units, by the currency's decimal places. */
export interface MinorAmount {
  readonly amountMinor: number;
  /** Those that have these decimal places; for the usual two: all that have others. */
  readonly currencies: { readonly only: readonly string[] } | { readonly except: readonly string[] };
}

/** The most that a column of money holds (`integer`). */
const MOST_MINOR = 2_147_483_647;

/**
 * Every reading of a typed amount that a payment can have: one with decimals is none in a currency without, and none is more
 * than fits a column. May be empty.
 */
export function minorAmounts(amount: string): readonly MinorAmount[] {
  const odd = Object.keys(EXPONENTS);
  const ofExponent = (exponent: number) => odd.filter((currency) => EXPONENTS[currency] === exponent);
  const places = [
    { exponent: 0, currencies: { only: ofExponent(0) } },
    { exponent: 2, currencies: { except: odd } },
    { exponent: 3, currencies: { only: ofExponent(3) } },
  ];
  const [whole = '', decimals = ''] = amount.split('.');
  return places
    .filter(({ exponent }) => decimals.length <= exponent)
    .map(({ exponent, currencies }) => ({
      amountMinor: Number(whole + decimals.padEnd(exponent, '0')),
      currencies,
    }))
    .filter(({ amountMinor }) => amountMinor <= MOST_MINOR);
}

/** The amount as people of that locale write it: `￥3,500`, `¥3,500`, `$35.00`. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return format.format(amountMinor / 10 ** exponent);
}

/** The amount in whole units with a point, as spreadsheets read it: `3500` yen, `-35.00` dollars. */
export function decimalAmount(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
