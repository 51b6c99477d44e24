import type { PlanFacts } from './read-plan';

type Show = PlanFacts['shows'][number];

/**
 * A first deployment takes most of an hour, and one that lasts beyond a moment that it schedules is taken back by
 * CloudFormation: what is scheduled in the past is refused.
 */
const quietBeforeMs = 90 * 60 * 1000;

/** The show that is on, or that opens within an hour and a half. */
export function showThatIsOn({ shows }: Pick<PlanFacts, 'shows'>, now: Date): Show | undefined {
  return shows.find(
    ({ opensAt, endsAt }) =>
      new Date(opensAt).getTime() - quietBeforeMs <= now.getTime() && now < new Date(endsAt),
  );
}

/** The next show that is on or still to come. */
export function showToCome({ shows }: Pick<PlanFacts, 'shows'>, now: Date): Show | undefined {
  return shows
    .filter(({ endsAt }) => now < new Date(endsAt))
    .sort((one, other) => one.opensAt.localeCompare(other.opensAt))[0];
}
