/** Distances from the edges of the picture, in percent: clear of captions and of the controls. */
const places = [
  { top: 6, left: 4 },
  { top: 6, right: 4 },
  { top: 40, left: 4 },
  { top: 40, right: 4 },
  { top: 72, left: 4 },
  { top: 72, right: 4 },
] as const satisfies readonly MarkPlace[];

export interface MarkPlace {
  readonly top: number;
  readonly left?: number;
  readonly right?: number;
}

/** Another place than the one before, each of the others as likely. `random` is 0 up to 1. */
export function nextMarkPlace(before: MarkPlace | undefined, random: number): MarkPlace {
  const others = places.filter((place) => place !== before);
  return others[Math.floor(random * others.length)] ?? places[0];
}
