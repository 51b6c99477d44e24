import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Installation } from '../config/installation';
import { logBucket } from '../log-bucket';

/** Exports of the records (docs/deploy.md): they stay when everything else is removed, and nothing in it runs out. */
export function recordsBucket(stack: Stack, plan: Installation): Bucket {
  return new Bucket(stack, 'Records', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    serverAccessLogsBucket: logBucket(stack, plan),
    serverAccessLogsPrefix: 'records/',
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
