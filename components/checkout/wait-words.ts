/** Seconds rounded up to what "about" means: fives, and tens while it is long. At least 5. */
export function aboutSeconds(left: number): number {
  const step = left > 30 ? 10 : 5;
  return Math.max(step, Math.ceil(left / step) * step);
}

/** The place in line after some of the time `of` has passed; never behind the first one, never 0. */
export function placeNow(
  place: number,
  { of, left }: { readonly of: number; readonly left: number },
): number {
  return Math.max(1, Math.ceil(place * Math.min(1, left / of)));
}
