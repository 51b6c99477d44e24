import { type CardSearch, parseCardSearch } from './card-search';
import { parseSupportCode } from './support-code';

/** What staff typed into the one box, recognised by its form. */
export type SearchQuery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'payment_id'; readonly value: string }
  | { readonly kind: 'order_id'; readonly value: string }
  | { readonly kind: 'order_code'; readonly value: string }
  /** Of a license decision, a test playback, or the mark over a picture: they share one form. */
  | { readonly kind: 'support_code'; readonly value: string }
  | { readonly kind: 'card'; readonly value: CardSearch }
  /** A whole address, or part of one. */
  | { readonly kind: 'address'; readonly value: string }
  | { readonly kind: 'mail'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string };

const MAX_LENGTH = 200;

/** The first of `readSearch`: what the text looks like most. Never throws. */
export function classifySearch(typed: string): SearchQuery {
  return readSearch(typed)[0];
}

/**
 * What the typed text can mean, the likeliest first: the next one counts where the one before finds nothing. Folds
 * full-width letters and spaces first: people paste from Japanese mails. Never throws.
 */
export function readSearch(typed: string): readonly [SearchQuery, ...SearchQuery[]] {
  const text = foldText(typed);
  if (text === '') return [{ kind: 'empty' }];
  const paymentId = idIn(text, /(?:pi|ch|py|re|pyr)_[A-Za-z0-9]{6,}/);
  if (paymentId !== undefined) return [{ kind: 'payment_id', value: paymentId }];
  const orderId = idIn(text.toLowerCase(), /ord_[a-z0-9]{6,}/);
  if (orderId !== undefined) return [{ kind: 'order_id', value: orderId }];
  if (text.includes('@')) return readMail(mailIn(text));
  return readWords(text);
}

/** The one spelling under which an address is kept and compared. */
export function normalizeMail(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}

/** Words and numbers that look like a code, or like what stands on a card's statement, may be a name all the same. */
function readWords(text: string): readonly [SearchQuery, ...SearchQuery[]] {
  const asText = { kind: 'text', value: text.toLowerCase() } as const;
  const code = orderCode(text);
  const support = code === undefined ? parseSupportCode(text) : undefined;
  const card = parseCardSearch(text.toLowerCase());
  const readings: readonly SearchQuery[] = [
    ...(code === undefined ? [] : [{ kind: 'order_code', value: code } as const]),
    ...(support === undefined ? [] : [{ kind: 'support_code', value: support } as const]),
    ...(card === undefined ? [] : [{ kind: 'card', value: card } as const]),
  ];
  const [first, ...others] = [...readings, asText];
  return first === undefined ? [asText] : [first, ...others];
}

function readMail(value: string): readonly [SearchQuery, ...SearchQuery[]] {
  const asPart = { kind: 'mail', value } as const;
  return /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/.test(value) ? [{ kind: 'address', value }, asPart] : [asPart];
}

/** NUL cannot be stored in PostgreSQL and would fail the query. */
function foldText(typed: string): string {
  return typed.slice(0, MAX_LENGTH).normalize('NFKC').replaceAll('\0', '').replace(/\s+/g, ' ').trim();
}

/** An id alone, as a client secret (`pi_…_secret_…`), or as the end of a dashboard's address. */
function idIn(text: string, form: RegExp): string | undefined {
  const whole = new RegExp(`^(?:https?://\\S+/)?(${form.source})(?:_secret_\\w+)?(?:[/?#]\\S*)?$`);
  return whole.exec(text)?.[1];
}

/** Every hyphen that a Japanese keyboard or a mail program makes of `-`, the long vowel mark included. */
function orderCode(text: string): string | undefined {
  const form = /^([2-9A-HJKMNP-Z]{4})[-‐‑‒–—―−ー ]?([2-9A-HJKMNP-Z]{4})$/;
  const match = form.exec(text.toUpperCase());
  return match === null ? undefined : `${match[1]}-${match[2]}`;
}

/** An address, also as mail programs copy it: `山田 花子 <hanako@example.jp>`. */
function mailIn(text: string): string {
  const [, address = text] = /<([^<>]+@[^<>]+)>/.exec(text) ?? [];
  return normalizeMail(address.replace(/\s|^mailto:/gi, ''));
}
