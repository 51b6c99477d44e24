/** A value and how many like it there are. */
export interface WeightedValue {
  readonly value: number;
  /** More than 0. */
  readonly weight: number;
}

/**
 * The smallest value that at least that share of the whole weight does not exceed (nearest rank); undefined for nothing.
 * Order does not matter, and a value of weight 3 is the same as three of weight 1.
 */
export function weightedPercentile(values: readonly WeightedValue[], share: number): number | undefined {
  const inOrder = values.toSorted((a, b) => a.value - b.value);
  // 0.07 × 100 is a little more than 7 in binary.
  const wanted = share * inOrder.reduce((sum, { weight }) => sum + weight, 0) - 1e-6;
  let seen = 0;
  for (const { value, weight } of inOrder) {
    seen += weight;
    if (seen >= wanted) return value;
  }
  return inOrder.at(-1)?.value;
}
