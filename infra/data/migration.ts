import { Duration, type Stack } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/**
 * Runs migrations whenever their bundle changed, before anything in `before` is deployed. When they fail the deployment
 * is rolled back. The bundle takes the product's advisory lock, so that two deployments take turns.
 */
export function migrateOnDeploy(stack: Stack, migrate: Function, before: IConstruct[]): Trigger {
  return new Trigger(stack, 'Migrate', {
    handler: migrate,
    timeout: Duration.minutes(14),
    executeOnHandlerChange: true,
    executeBefore: before,
  });
}
