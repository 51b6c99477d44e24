import { parseSupportCode } from './support-code';

/** What staff typed into the one box, recognised by its form. */
export type SearchQuery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'payment_id'; readonly value: string }
  | { readonly kind: 'order_id'; readonly value: string }
  | { readonly kind: 'order_code'; readonly value: string }
  | { readonly kind: 'support_code'; readonly value: string }
  | { readonly kind: 'mail'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string };

const MAX_LENGTH = 200;

/** Folds full-width letters and spaces first: people paste from Japanese mails. Never throws. */
export function classifySearch(typed: string): SearchQuery {
  const text = foldText(typed);
  if (text === '') return { kind: 'empty' };
  const paymentId = idIn(text, /(?:pi|ch|py|re|pyr)_[A-Za-z0-9]{6,}/);
  if (paymentId !== undefined) return { kind: 'payment_id', value: paymentId };
  const orderId = idIn(text.toLowerCase(), /ord_[a-z0-9]{6,}/);
  if (orderId !== undefined) return { kind: 'order_id', value: orderId };
  const code = orderCode(text);
  if (code !== undefined) return { kind: 'order_code', value: code };
  const support = parseSupportCode(text);
  if (support !== undefined) return { kind: 'support_code', value: support };
  if (text.includes('@')) return { kind: 'mail', value: mailIn(text) };
  return textSearch(typed);
}

/** The same typed text as part of a name or an address: what a word that only looks like a code means. */
export function textSearch(typed: string): SearchQuery {
  const value = foldText(typed).toLowerCase();
  return value === '' ? { kind: 'empty' } : { kind: 'text', value };
}

/** The one spelling under which an address is kept and compared. */
export function normalizeMail(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
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
