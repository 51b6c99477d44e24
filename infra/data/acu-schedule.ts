import type { Stack } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Installation } from '../config/installation';
import { atExpression, readyAt, stillAhead } from '../moments-ahead';

interface Target {
  readonly cluster: DatabaseCluster;
  readonly now: Date;
}

/** Raises the database for each show and lowers it after: serverless grows by itself, but not in one minute from 0.5. */
export function scheduleAcu(stack: Stack, plan: Installation, { cluster, now }: Target): void {
  const { showAcu, quietAcu } = plan.capacity;
  const moments = plan.shows.flatMap(({ name, opensAt, endsAt }) => [
    { name, what: 'raise', at: readyAt({ opensAt }), acu: showAcu },
    { name, what: 'lower', at: new Date(endsAt), acu: quietAcu },
  ]);
  const ahead = stillAhead(moments, now);
  if (ahead.length === 0) return;
  const role = scalingRole(stack, plan, cluster);
  for (const { name, what, at, acu } of ahead)
    new CfnSchedule(stack, `Acu-${what}-${name}`, {
      description: `${what} the database for ${name}`,
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
