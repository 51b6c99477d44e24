import type { SearchDay } from './search-day';
import { takeDay } from './search-day';

/** What a caller reads from the card's statement: the card's last digits, and the amount, the day, or both. */
export interface CardSearch {
  /** Two readings where two numbers of four digits could each be the card. */
  readonly readings: readonly CardReading[];
  readonly day: SearchDay | undefined;
}

interface CardReading {
  readonly last4: string;
  /** In the currency's main unit, as typed: `4500`, `45.00`. Undefined: whatever it was. */
  readonly amount: string | undefined;
}

interface Marked {
  readonly last4: string | undefined;
  readonly amount: string | undefined;
}

const cardMark =
  /(?:(?:[*x•●]+[\s-]*)+|(?:下|末尾|最後の?|last|ending(?: in| with)?)\s*(?:4|四)?\s*(?:桁|けた|ケタ|digits)?\s*(?:が|は|の)?\s*[:=]?\s*)(\d{4})(?!\d)/;
const amountMark =
  /(?:[¥\\$€£]\s*(\d+(?:\.\d{1,2})?)|(\d+(?:\.\d{1,2})?)\s*(?:円|yen|jpy|usd|eur|ドル))(?![\d.])/;
/** Words and signs that say nothing of their own beside the numbers: `11/29(日)`, `¥4,500-`, `4500円（税込）`. */
const filler =
  /\([日月火水木金土]\)|\(?税込\)?|カード|番号|金額|決済日?|日付|\b(?:card|visa|mastercard|master|jcb|amex|diners|on|for)\b|[,、。:/にでの]|(?<= |^)-(?= |$)/g;

/** The search by card, amount and day in any order; undefined where the text is something else. `text` is folded and in lower case. */
export function parseCardSearch(text: string): CardSearch | undefined {
  const { day, rest: withoutDay } = takeDay(ungroup(text));
  const amount = take(withoutDay, amountMark);
  const card = take(amount.rest, cardMark);
  const words = card.rest.replace(filler, ' ').split(' ');
  const bare = words.filter((word) => word !== '');
  const numbers = bare.map(plainAmount);
  if (numbers.includes(undefined) || (amount.found !== undefined && plainAmount(amount.found) === undefined))
    return undefined;
  const readings = readNumbers(bare, {
    last4: card.found,
    amount: amount.found === undefined ? undefined : plainAmount(amount.found),
  });
  // Four digits alone may as well be part of an address.
  const isMarked = card.found !== undefined || day !== undefined || readings[0]?.amount !== undefined;
  return readings.length > 0 && isMarked ? { readings, day } : undefined;
}

function take(text: string, form: RegExp): { found: string | undefined; rest: string } {
  const match = form.exec(text);
  if (match === null) return { found: undefined, rest: text };
  const found = match[1] ?? match[2];
  return { found, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}` };
}

/** Gives the numbers without a mark the roles that are left. */
function readNumbers(bare: readonly string[], marked: Marked): readonly CardReading[] {
  const { last4, amount } = marked;
  const [first, second, third] = bare;
  if (third !== undefined) return [];
  if (last4 !== undefined) {
    if (first === undefined) return [{ last4, amount }];
    return second === undefined && amount === undefined ? [{ last4, amount: plainAmount(first) }] : [];
  }
  if (first === undefined) return [];
  if (second === undefined) return isLast4(first) ? [{ last4: first, amount }] : [];
  if (amount !== undefined) return [];
  return [pair(first, second), pair(second, first)].flatMap((reading) => reading ?? []);
}

function pair(last4: string, amount: string): CardReading | undefined {
  return isLast4(last4) && !/^0\d/.test(amount) ? { last4, amount: plainAmount(amount) } : undefined;
}

function isLast4(text: string): boolean {
  return /^\d{4}$/.test(text);
}

/** Undefined for what is no amount of at most nine digits. */
function plainAmount(text: string): string | undefined {
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? text : undefined;
}

/** `4,500` is `4500`. */
function ungroup(text: string): string {
  return text.replace(/(?<![\d,.])\d{1,3}(,\d{3})+(?![\d,])/g, (number) => number.replaceAll(',', ''));
}
