import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export type IdPrefix =
  | 'evt'
  | 'day'
  | 'tkt'
  | 'vwr'
  | 'ord'
  | 'pay'
  | 'ref'
  | 'pbs'
  | 'dec'
  | 'prm'
  | 'mrf'
  | 'sic'
  | 'rdy'
  | 'scr'
  | 'act'
  | 'clm'
  | 'ann';

/** A new id such as `ord_8f3k…`: 120 random bits, safe in URLs, sortable by nothing. */
export function newId(prefix: IdPrefix): string {
  const letters = Array.from(randomBytes(24), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}_${letters.join('')}`;
}

/** A code people read aloud: eight unambiguous characters as `XXXX-XXXX`; uniqueness is the database's. */
export function newOrderCode(): string {
  const letters = eightLetters();
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What a screen shows to be confirmed by: eight unambiguous characters, about 40 bits. */
export function newScreenCode(): string {
  return eightLetters();
}

function eightLetters(): string {
  return Array.from({ length: 8 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}
