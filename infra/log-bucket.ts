import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from './acknowledge';
import type { Installation } from './config/installation';

/** Access logs of buckets and distributions; CloudFront writes its own with an ACL, which this bucket allows. */
export function logBucket(stack: Stack, plan: Installation): Bucket {
  const bucket = new Bucket(stack, 'AccessLogs', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [{ expiration: Duration.days(plan.retention.logDays) }],
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
  });
  acknowledge(bucket, {
    'AwsSolutions-S1': 'It is where access logs go; its own would fill it with themselves.',
  });
  return bucket;
}

/** The bucket's own resource, by whose id findings name it. */
export function cfnBucket(bucket: Bucket): CfnBucket {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('a bucket is made of a CfnBucket');
  return defaultChild;
}
