import type { PlanFacts } from './read-plan';

type Show = PlanFacts['shows'][number];

/** The show that is on, from its opening to its end. */
export function showThatIsOn({ shows }: Pick<PlanFacts, 'shows'>, now: Date): Show | undefined {
  return shows.find(({ opensAt, endsAt }) => new Date(opensAt) <= now && now < new Date(endsAt));
}

/** The next show that is on or still to come. */
export function showToCome({ shows }: Pick<PlanFacts, 'shows'>, now: Date): Show | undefined {
  return shows
    .filter(({ endsAt }) => now < new Date(endsAt))
    .sort((one, other) => one.opensAt.localeCompare(other.opensAt))[0];
}
