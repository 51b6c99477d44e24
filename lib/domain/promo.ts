import type { SaleRefusal } from './refusal';

const MAX_CODE_LENGTH = 40;

/**
 * A code as it is stored, whatever way people type or paste it: wide letters made narrow, upper case, no spaces.
 * Undefined for what can be no code.
 */
export function normalizePromoCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  return code.length > 0 && code.length <= MAX_CODE_LENGTH ? code : undefined;
}

/** What a code takes off: one of the two is set. Minor units, or whole percent. */
export interface PromoDiscount {
  readonly amountMinor: number | null;
  readonly percent: number | null;
}

/**
 * Each line's share of the discount, in the order of `prices` (minor units): integers of 0..price whose sum is the
 * discount, which is never more than the total; a percentage is rounded down once, on the total. Shares follow the
 * prices; what rounding leaves goes to the largest remainders, the earlier line first.
 */
export function discountLines(discount: PromoDiscount, prices: readonly number[]): readonly number[] {
  const total = prices.reduce((sum, price) => sum + BigInt(price), 0n);
  const wanted =
    discount.percent === null ? BigInt(discount.amountMinor ?? 0) : (total * BigInt(discount.percent)) / 100n;
  const off = wanted < total ? wanted : total;
  if (off === 0n) return prices.map(() => 0);
  // BigInt: the product of two amounts can be more than a number holds exactly.
  const shares = prices.map((price, line) => {
    const product = off * BigInt(price);
    return { line, share: product / total, remainder: product % total };
  });
  const left = Number(shares.reduce((rest, { share }) => rest - share, off));
  const favored = shares
    .toSorted((a, b) => Number(b.remainder - a.remainder) || a.line - b.line)
    .slice(0, left)
    .map(({ line }) => line);
  return shares.map(({ line, share }) => Number(share) + (favored.includes(line) ? 1 : 0));
}

/** The smallest charge in minor units where it is not 50 (docs.stripe.com/currencies, minimum amounts). */
const minimumCharges: Readonly<Record<string, number>> = {
  AED: 200,
  BGN: 100,
  CZK: 1500,
  DKK: 250,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  PLN: 200,
  RON: 200,
  SEK: 300,
  THB: 1000,
};

/** Can this total be paid? Nothing to pay is fine; less than Stripe's smallest charge is not (JPY 50, USD 0.50). */
export function isChargeable(totalMinor: number, currency: string): boolean {
  return totalMinor === 0 || totalMinor >= (minimumCharges[currency.toUpperCase()] ?? 50);
}

export interface PromoFacts extends PromoDiscount {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly totalLimit: number;
  readonly perViewerLimit: number;
  /** Uses by everyone, and those by this viewer, without the order in question. */
  readonly used: number;
  readonly usedByViewer: number;
  readonly prices: readonly number[];
  readonly currency: string;
}

export type PromoDecision =
  | { readonly allow: true; readonly discounts: readonly number[] }
  | { readonly allow: false; readonly reason: SaleRefusal };

/** May the order of these lines use the code at `now`, and what does each line get? */
export function decidePromo(facts: PromoFacts, now: Date): PromoDecision {
  const refuse = (reason: SaleRefusal): PromoDecision => ({ allow: false, reason });
  if (now < facts.startsAt || now >= facts.endsAt) return refuse('promo_unknown');
  if (facts.used >= facts.totalLimit) return refuse('promo_used_up');
  if (facts.usedByViewer >= facts.perViewerLimit) return refuse('limit_reached');
  const discounts = discountLines(facts, facts.prices);
  const off = sum(discounts);
  // A code that takes nothing off would be used up for nothing.
  if (off === 0 || !isChargeable(sum(facts.prices) - off, facts.currency)) return refuse('promo_not_usable');
  return { allow: true, discounts };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
