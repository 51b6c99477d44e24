import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Installation } from '../config/installation';
import { upcomingShows } from '../upcoming-shows';

interface Warmth {
  /** Environments kept warm while a show is on. */
  readonly count: number;
  readonly now: Date;
}

const LEAD_MS = 15 * 60 * 1000;

/** Provisioned concurrency from a quarter of an hour before each show to its end, none between shows. */
export function keepWarm(alias: Alias, plan: Installation, { count, now }: Warmth): void {
  const shows = upcomingShows(plan, new Date(now.getTime() + LEAD_MS));
  if (shows.length === 0) return;
  const scaling = alias.addAutoScaling({ minCapacity: 0, maxCapacity: count });
  for (const { name, opensAt, endsAt } of shows) {
    scaling.scaleOnSchedule(`Warm-${name}`, {
      schedule: Schedule.at(new Date(new Date(opensAt).getTime() - LEAD_MS)),
      minCapacity: count,
      maxCapacity: count,
    });
    scaling.scaleOnSchedule(`Cool-${name}`, {
      schedule: Schedule.at(new Date(endsAt)),
      minCapacity: 0,
      maxCapacity: 0,
    });
  }
}
