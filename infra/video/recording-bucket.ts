import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Installation } from '../config/installation';
import { logBucket } from '../log-bucket';

/** The artist's own copy of the show: it stays when everything else is removed. */
export function recordingBucket(stack: Stack, plan: Installation): Bucket {
  return new Bucket(stack, 'Recordings', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    serverAccessLogsBucket: logBucket(stack, plan),
    serverAccessLogsPrefix: 'recordings/',
    lifecycleRules: [
      {
        transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
