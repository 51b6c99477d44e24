import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { OpenNextOutput } from './open-next-output';

/** Static files and OpenNext's page cache; private, only the CDN and the server function read it. */
export function assetBucket(stack: Stack, logs: Bucket): Bucket {
  return new Bucket(stack, 'Assets', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'assets/',
    // A build puts all of it there again.
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
  });
}

/** Files of earlier builds stay (`prune: false`): a page that is open asks for its own build's files. */
export function uploadAssets(stack: Stack, bucket: Bucket, { assets }: OpenNextOutput): void {
  for (const [at, { folder, to, versioned }] of assets.entries()) {
    const source = Source.asset(folder);
    const shared = {
      sources: [source],
      destinationBucket: bucket,
      destinationKeyPrefix: to,
      prune: false,
      memoryLimit: 512,
    };
    if (versioned === undefined) {
      new BucketDeployment(stack, `Upload${at}`, shared);
      continue;
    }
    new BucketDeployment(stack, `Upload${at}`, {
      ...shared,
      include: [`${versioned}/*`],
      exclude: ['*'],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
    });
    new BucketDeployment(stack, `Upload${at}Unversioned`, {
      ...shared,
      exclude: [`${versioned}/*`],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
    });
  }
}
