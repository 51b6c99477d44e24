import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Installation } from '../config/installation';
import { readyAt, stillAhead } from '../moments-ahead';

interface Warmth {
  /** Environments kept warm while a show is on. */
  readonly count: number;
  readonly now: Date;
}

/** Provisioned concurrency from a quarter of an hour before each show to its end, none between shows. */
export function keepWarm(alias: Alias, plan: Installation, { count, now }: Warmth): void {
  const moments = plan.shows.flatMap(({ name, opensAt, endsAt }) => [
    { id: `Warm-${name}`, at: readyAt({ opensAt }), capacity: count },
    { id: `Cool-${name}`, at: new Date(endsAt), capacity: 0 },
  ]);
  const ahead = stillAhead(moments, now);
  if (ahead.length === 0) return;
  const scaling = alias.addAutoScaling({ minCapacity: 0, maxCapacity: count });
  for (const { id, at, capacity } of ahead)
    scaling.scaleOnSchedule(id, {
      schedule: Schedule.at(at),
      minCapacity: capacity,
      maxCapacity: capacity,
    });
}
