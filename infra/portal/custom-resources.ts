import type { Stack } from 'aws-cdk-lib';
import { acknowledge } from '../acknowledge';

/** CDK's own functions for a deployment, singletons of the stack: their code and rights come with CDK. */
export function acknowledgeUploads(stack: Stack): void {
  for (const child of stack.node.children) {
    if (!child.node.id.startsWith('Custom::CDKBucketDeployment')) continue;
    acknowledge(child, {
      'AwsSolutions-L1': 'The runtime of CDK’s own provider comes with CDK.',
      'AwsSolutions-IAM4': 'The provider of BucketDeployment: AWS’s managed policy for writing logs.',
      'AwsSolutions-IAM5':
        'The provider of BucketDeployment reads CDK’s asset bucket and writes the asset bucket: wildcards below these two.',
    });
  }
}
