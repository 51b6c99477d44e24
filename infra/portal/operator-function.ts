import type { Stack } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { allowTo } from '../allow';
import { functionSettings } from './function-settings';
import type { OpenNextOutput } from './open-next-output';
import { type Ground, portalFunction } from './portal-function';

interface OperatorParts {
  readonly ground: Ground;
  readonly output: OpenNextOutput;
}

/**
 * What an operator's commands do that need the database, which nothing outside of the VPC reaches: `preflight` looks at the
 * installation with the environment that its functions have, `refund:event` orders refunds.
 */
export function operatorFunction(stack: Stack, { ground, output }: OperatorParts): Function {
  const { plan, data } = ground;
  const made = portalFunction(stack, ground, {
    id: 'OperatorActs',
    // Known beforehand: the commands call it by this name.
    name: `${plan.name}-operator`,
    description: 'Preflight and refunds of a whole event, for operators alone',
    bundle: output.operator,
    memoryMb: 1024,
    timeoutSeconds: 180,
    environment: {
      ...functionSettings(stack, plan),
      DATABASE_CLUSTER_ID: data.cluster.clusterIdentifier,
    },
  });
  // How old the newest backup is.
  allowTo(made, { actions: ['rds:DescribeDBClusters'], resources: [data.cluster.clusterArn] });
  return made;
}
