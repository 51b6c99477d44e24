import type { Stack } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../acknowledge';
import { allowTo } from '../allow';
import { cfnBucket } from '../log-bucket';
import type { OpenNextOutput } from './open-next-output';
import { type Ground, portalFunction } from './portal-function';

interface RecordsParts {
  readonly ground: Ground;
  readonly output: OpenNextOutput;
  readonly bucket: Bucket;
}

/** Exports the records before a removal, and counts rows for restore drills; nobody but an operator invokes it. */
export function recordsFunction(stack: Stack, { ground, output, bucket }: RecordsParts): Function {
  const { plan } = ground;
  const made = portalFunction(stack, ground, {
    id: 'RecordsExport',
    // Known beforehand: `npm run teardown` and `restore:drill` call it by this name.
    name: `${plan.name}-records`,
    description: 'Exports the records; counts rows for restore drills',
    bundle: output.records,
    memoryMb: 1024,
    timeoutSeconds: 900,
    diskMb: 2048,
    environment: {
      RECORDS_BUCKET: bucket.bucketName,
      DRILL_HOST_PATTERN: String.raw`stagedoor-${plan.name}-drill\.cluster-[a-z0-9]+\.${plan.region}\.rds\.amazonaws\.com`,
      // A restored cluster is reached without the proxy and has a certificate of RDS's own authority, which Node does not
      // know and the runtime brings in this file.
      NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
    },
  });
  allowTo(made, { actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] });
  acknowledge(made, {
    [`AwsSolutions-IAM5[Resource::<${stack.getLogicalId(cfnBucket(bucket))}.Arn>/*]`]:
      'Each export has a folder of its own, named for its moment; it may put and not read.',
  });
  return made;
}
