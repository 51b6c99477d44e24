import type { Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../acknowledge';
import { plainLambdaPolicies } from '../lambda-role';
import { cfnBucket } from '../log-bucket';

const objectActions = ['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'];

/** CDK's own function for uploads, one per stack: its code and rights come with CDK. */
export function acknowledgeUploads(stack: Stack, bucket: Bucket): void {
  const built = `arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-${stack.account}-${stack.region}`;
  const findings = [
    ...objectActions.map((action) => `Action::s3:${action}`),
    `Resource::${built}/*`,
    `Resource::<${stack.getLogicalId(cfnBucket(bucket))}.Arn>/*`,
  ];
  const reason = 'Copies whatever a build made from CDK’s asset bucket to ours; it runs in deployments only.';
  for (const child of stack.node.children) {
    if (!child.node.id.startsWith('Custom::CDKBucketDeployment')) continue;
    acknowledge(child, {
      ...plainLambdaPolicies,
      'AwsSolutions-L1': 'The runtime of CDK’s own function comes with CDK.',
    });
    acknowledge(
      child,
      Object.fromEntries(findings.map((finding) => [`AwsSolutions-IAM5[${finding}]`, reason])),
    );
  }
}
