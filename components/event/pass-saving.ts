interface Offer {
  readonly id: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly eventDayIds: readonly string[];
}

/**
 * What a ticket for several days saves against buying those of its days that are still to come one by one, in
 * minor units; undefined where there is nothing to compare with or nothing is saved.
 */
export function passSaving(
  pass: Offer,
  { offers, endedDayIds }: { readonly offers: readonly Offer[]; readonly endedDayIds: readonly string[] },
): number | undefined {
  const days = pass.eventDayIds.filter((id) => !endedDayIds.includes(id));
  if (days.length < 2) return undefined;
  const prices = days.map((day) => cheapestAlone(day, pass.currency, offers));
  if (prices.includes(undefined)) return undefined;
  const saving = prices.reduce((sum: number, price) => sum + (price ?? 0), 0) - pass.priceMinor;
  return saving > 0 ? saving : undefined;
}

function cheapestAlone(day: string, currency: string, offers: readonly Offer[]): number | undefined {
  const alone = offers.filter(
    (offer) => offer.currency === currency && offer.eventDayIds.length === 1 && offer.eventDayIds[0] === day,
  );
  return alone.length === 0 ? undefined : Math.min(...alone.map((offer) => offer.priceMinor));
}
