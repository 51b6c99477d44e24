export interface CardEntry {
  number: string;
  expiry: string;
  cvc: string;
}

export type FieldName = keyof CardEntry;

export type FieldProblem =
  | 'incomplete_number'
  | 'invalid_number'
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_past'
  | 'incomplete_cvc';

/** The first thing wrong with each field, undefined when it is complete and plausible. */
export function findProblems(entry: CardEntry, now: Date): Record<FieldName, FieldProblem | undefined> {
  return {
    number: numberProblem(digitsOf(entry.number)),
    expiry: expiryProblem(digitsOf(entry.expiry), now),
    cvc: digitsOf(entry.cvc).length === cvcLength(entry.number) ? undefined : 'incomplete_cvc',
  };
}

/** Groups of four, or 4-6-5 for American Express. */
export function formatNumber(text: string): string {
  const digits = digitsOf(text).slice(0, 19);
  const groups = isAmex(digits)
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)]
    : (digits.match(/.{1,4}/g) ?? []);
  return groups.filter((group) => group !== '').join(' ');
}

/** `MM / YY`; a first digit above 1 can only be a month of its own. */
export function formatExpiry(text: string): string {
  const digits = digitsOf(text);
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  const month = padded.slice(0, 2);
  const year = padded.slice(2, 4);
  return year === '' ? month : `${month} / ${year}`;
}

/** At most as many digits as the brand prints. */
export function formatCvc(text: string, number: string): string {
  return digitsOf(text).slice(0, cvcLength(number));
}

/** Month 1–12 and the four-digit year of a complete expiry. */
export function readExpiry(text: string): { month: number; year: number } {
  const digits = digitsOf(text);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

/** The digits alone, full-width ones included. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

function numberProblem(digits: string): FieldProblem | undefined {
  const wanted = isAmex(digits) ? 15 : 16;
  if (digits.length < wanted) return 'incomplete_number';
  return hasCheckDigit(digits) ? undefined : 'invalid_number';
}

function expiryProblem(digits: string, now: Date): FieldProblem | undefined {
  if (digits.length < 4) return 'incomplete_expiry';
  const { month, year } = readExpiry(digits);
  if (month < 1 || month > 12) return 'invalid_expiry_month';
  const isPast = year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1;
  return isPast ? 'invalid_expiry_past' : undefined;
}

function cvcLength(number: string): number {
  return isAmex(digitsOf(number)) ? 4 : 3;
}

function isAmex(digits: string): boolean {
  return /^3[47]/.test(digits);
}

function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
