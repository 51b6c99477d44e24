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

/** Folds full-width letters and spaces first: people paste from Japanese mails. Never throws. */
export function classifySearch(typed: string): SearchQuery {
  const text = typed.normalize('NFKC').trim().replace(/\s+/g, ' ').slice(0, 200);
  if (text === '') return { kind: 'empty' };
  if (/^(pi|ch|py|re)_[A-Za-z0-9]{6,}$/.test(text)) return { kind: 'payment_id', value: text };
  if (/^ord_[a-z0-9]{6,}$/.test(text)) return { kind: 'order_id', value: text };
  const code = orderCode(text);
  if (code !== undefined) return { kind: 'order_code', value: code };
  const support = parseSupportCode(text);
  if (support !== undefined) return { kind: 'support_code', value: support };
  if (text.includes('@')) return { kind: 'mail', value: normalizeMail(text) };
  return { kind: 'text', value: text.toLowerCase() };
}

/** The one spelling under which an address is kept and compared. */
export function normalizeMail(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}

function orderCode(text: string): string | undefined {
  const match = /^([2-9A-HJKMNP-Z]{4})[- ]?([2-9A-HJKMNP-Z]{4})$/.exec(text.toUpperCase());
  if (match === null) return undefined;
  return `${match[1]}-${match[2]}`;
}
