import type { Stack } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Installation } from '../config/installation';
import { atExpression, upcomingShows } from '../upcoming-shows';

interface Target {
  readonly cluster: DatabaseCluster;
  readonly now: Date;
}

/** Raises the database for each show and lowers it after: serverless grows by itself, but not in one minute from 0.5. */
export function scheduleAcu(stack: Stack, plan: Installation, { cluster, now }: Target): void {
  const shows = upcomingShows(plan, now);
  if (shows.length === 0) return;
  const role = scalingRole(stack, plan, cluster);
  for (const { name, opensAt, endsAt } of shows) {
    for (const [moment, at, acu] of [
      ['raise', opensAt, plan.capacity.showAcu],
      ['lower', endsAt, plan.capacity.quietAcu],
    ] as const) {
      new CfnSchedule(stack, `Acu-${moment}-${name}`, {
        description: `${moment} the database for ${name}`,
        scheduleExpression: atExpression(at),
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: 'arn:aws:scheduler:::aws-sdk:rds:modifyDBCluster',
          roleArn: role.roleArn,
          input: JSON.stringify({
            DbClusterIdentifier: cluster.clusterIdentifier,
            ServerlessV2ScalingConfiguration: { MinCapacity: acu.min, MaxCapacity: acu.max },
            ApplyImmediately: true,
          }),
          retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 1800 },
        },
      });
    }
  }
}

function scalingRole(stack: Stack, plan: Installation, cluster: DatabaseCluster): Role {
  const role = new Role(stack, 'AcuScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': plan.account } },
    }),
  });
  new Policy(stack, 'AcuSchedulePolicy', {
    roles: [role],
    statements: [
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['rds:ModifyDBCluster'],
        resources: [cluster.clusterArn],
      }),
    ],
  });
  return role;
}
