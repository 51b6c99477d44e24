import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';

/** Exports of the records (docs/deploy.md): they stay when everything else is removed, and nothing in it runs out. */
export function recordsBucket(stack: Stack, logs: Bucket): Bucket {
  return new Bucket(stack, 'Records', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'records/',
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
