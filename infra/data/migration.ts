import { Duration, type Stack } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { plainLambdaPolicies } from '../lambda-role';

/**
 * Runs migrations whenever their bundle changed, before anything in `before` is deployed. When they fail the deployment
 * is rolled back. The bundle takes the product's advisory lock, so that two deployments take turns.
 */
export function migrateOnDeploy(stack: Stack, migrate: Function, before: IConstruct[]): Trigger {
  const trigger = new Trigger(stack, 'Migrate', {
    handler: migrate,
    timeout: Duration.minutes(14),
    executeOnHandlerChange: true,
    executeBefore: before,
  });
  const provider = stack.node.tryFindChild('AWSCDK.TriggerCustomResourceProviderCustomResourceProvider');
  if (provider === undefined) throw new Error('the trigger has no provider any more: look for its new name');
  acknowledge(provider, {
    'AwsSolutions-L1': 'The runtime of CDK’s own provider comes with CDK.',
    ...plainLambdaPolicies,
  });
  return trigger;
}
