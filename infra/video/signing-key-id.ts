import type { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Installation } from '../config/installation';

const parameterName = ({ name }: Installation): string => `/stagedoor/${name}/media-signing-key-id`;

/**
 * Tells other stacks the id of the first signing key. By a parameter and not by an export: CloudFormation keeps an export
 * that somebody imports, and with it a key that a rotation takes out (docs/deploy.md).
 */
export function tellSigningKeyId(stack: Stack, plan: Installation, id: string): void {
  new StringParameter(stack, 'SigningKeyId', {
    parameterName: parameterName(plan),
    stringValue: id,
    description: 'Whose private half signs, unless the secret names another (MEDIA_SIGNING_KEY_ID)',
  });
}

/** That id, as it is when `stack` is deployed; undefined where the plan has no video: segments are for everyone. */
export function signingKeyId(stack: Stack, plan: Installation): string | undefined {
  return plan.video && StringParameter.valueForStringParameter(stack, parameterName(plan));
}
