import type { Installation, Show } from './config/installation';

/** AWS refuses one-time schedules in the past, so only shows that have yet to open are scheduled. */
export function upcomingShows({ shows }: Installation, now: Date): readonly Show[] {
  return shows.filter(({ opensAt }) => new Date(opensAt) > now);
}

/** As EventBridge Scheduler and Application Auto Scaling write one moment: `at(2027-03-20T07:00:00)`, UTC. */
export function atExpression(instant: string): string {
  return `at(${new Date(instant).toISOString().slice(0, 19)})`;
}
