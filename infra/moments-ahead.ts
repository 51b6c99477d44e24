import type { Show } from './config/installation';

/** So long before a show opens everything stands ready: database, warm environments. */
const leadMs = 15 * 60 * 1000;

/** When capacity is raised for a show. */
export function readyAt({ opensAt }: Pick<Show, 'opensAt'>): Date {
  return new Date(new Date(opensAt).getTime() - leadMs);
}

/** A moment of a plan that has something happen. */
interface Planned {
  readonly at: Date;
}

/**
 * AWS refuses one-time schedules in the past, so what is over is not scheduled. Each moment for itself: a deployment while a
 * show is on leaves out its beginning and keeps its end.
 */
export function stillAhead<Moment extends Planned>(moments: readonly Moment[], now: Date): readonly Moment[] {
  return moments.filter(({ at }) => at > now);
}

/** As EventBridge Scheduler and Application Auto Scaling write one moment: `at(2027-03-20T07:00:00)`, UTC. */
export function atExpression(instant: Date): string {
  return `at(${instant.toISOString().slice(0, 19)})`;
}
