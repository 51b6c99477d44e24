import { currencyExponent } from './money';

/** A whole number as people type it, with full-width digits or thousands separators too; undefined for anything else. */
export function readWholeNumber(text: string): number | undefined {
  const plain = plainDigits(text);
  return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined;
}

/** An amount typed in units of its currency (`2500` yen, `25.00` dollars) in minor units; undefined for anything else. */
export function readAmount(text: string, currency: string): number | undefined {
  const exponent = currencyExponent(currency);
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(plainDigits(text)) ?? [];
  if (whole === '' || fraction.length > exponent) return undefined;
  return Number(whole + fraction.padEnd(exponent, '0'));
}

/** Minor units as people type them: `2500` for yen, `25.00` for dollars. */
export function writeAmount(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  return (amountMinor / 10 ** exponent).toFixed(exponent);
}

function plainDigits(text: string): string {
  return text.normalize('NFKC').replace(/[\s,]/g, '');
}
