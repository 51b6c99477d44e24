/** A price for what lies below `upTo` (absent: for all the rest); in the order of the list. */
export interface Tier {
  readonly upTo?: number;
  /** US dollars for one unit. */
  readonly usd: number;
}

/** What an amount costs when each part of it has the price of its tier. Zero and less cost nothing. */
export function tieredPrice(tiers: readonly Tier[], amount: number): number {
  let paid = 0;
  let from = 0;
  for (const { upTo = Infinity, usd } of tiers) {
    paid += Math.max(0, Math.min(amount, upTo) - from) * usd;
    from = upTo;
  }
  return paid;
}
