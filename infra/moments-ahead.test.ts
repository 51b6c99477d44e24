import { expect, test } from 'vitest';
import { examplePlan, ofType, synthesize } from './test-system';

const plan = examplePlan((example) => ({
  ...example,
  video: undefined,
  shows: [{ name: 'night', opensAt: '2027-03-20T07:00:00Z', endsAt: '2027-03-20T13:00:00Z' }],
}));

/** What is scheduled for database and warm environments by a deployment of that moment. */
function scheduledAt(now: string): string[] {
  const system = synthesize(plan, new Date(now));
  const database = ofType(system, 'AWS::Scheduler::Schedule').map(({ Properties }) =>
    String(Properties.ScheduleExpression),
  );
  const warm = ofType(system, 'AWS::ApplicationAutoScaling::ScalableTarget').flatMap(
    ({ Properties }) => JSON.stringify(Properties.ScheduledActions).match(/at\([^)]+\)/g) ?? [],
  );
  return [...database, ...warm].sort();
}

const [readyAt, endsAt] = ['at(2027-03-20T06:45:00)', 'at(2027-03-20T13:00:00)'];

test.each([
  ['before it', '2027-03-20T06:00:00Z', [readyAt, readyAt, readyAt, endsAt, endsAt, endsAt]],
  ['when all is ready already', '2027-03-20T06:50:00Z', [endsAt, endsAt, endsAt]],
  ['while it is on, so that all of it ends', '2027-03-20T09:00:00Z', [endsAt, endsAt, endsAt]],
  ['after it', '2027-03-20T13:00:00Z', []],
])('a deployment %s schedules what is still ahead', (_when, now, expected) => {
  expect(scheduledAt(now)).toEqual(expected);
});
