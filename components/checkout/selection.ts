export interface Choosable {
  readonly id: string;
  readonly eventDayIds: readonly string[];
}

/** The choice after `id` was switched: a ticket chosen takes the place of those that open one of its days. */
export function toggleChoice(
  chosen: readonly string[],
  { id, offers }: { readonly id: string; readonly offers: readonly Choosable[] },
): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  const days = offers.find((offer) => offer.id === id)?.eventDayIds ?? [];
  const overlaps = (other: string) =>
    offers.some((offer) => offer.id === other && offer.eventDayIds.some((day) => days.includes(day)));
  return [...chosen.filter((other) => !overlaps(other)), id];
}
