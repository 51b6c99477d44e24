import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Trigger } from 'aws-cdk-lib/triggers';
import { acknowledge } from '../acknowledge';
import { allowTo } from '../allow';
import { cfnBucket } from '../log-bucket';
import type { Installation } from '../config/installation';
import { plainLambdaPolicies } from '../lambda-role';
import { logDays } from '../operations/log-days';
import type { Bundle, OpenNextOutput } from './open-next-output';

export interface PageCache {
  /** Where requests for a page end up that could not be rendered again. */
  readonly failed: Queue;
  /** What the server function needs of it. */
  readonly allow: (server: Function) => void;
  /** For OpenNext's cache, tag cache and queue (its docs, `overrides`). */
  readonly environment: Readonly<Record<string, string>>;
}

/** Where OpenNext keeps rendered pages (bucket), which tag made them old (table), and what is to be rendered again (queue). */
export function pageCache(
  stack: Stack,
  plan: Installation,
  { output, bucket }: { output: OpenNextOutput; bucket: Bucket },
): PageCache {
  const table = new TableV2(stack, 'Tags', {
    partitionKey: { name: 'tag', type: AttributeType.STRING },
    sortKey: { name: 'path', type: AttributeType.STRING },
    globalSecondaryIndexes: [
      {
        indexName: 'revalidate',
        partitionKey: { name: 'path', type: AttributeType.STRING },
        sortKey: { name: 'revalidatedAt', type: AttributeType.NUMBER },
      },
    ],
    billing: Billing.onDemand(),
    // Everything in it can be rendered again.
    removalPolicy: RemovalPolicy.DESTROY,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
  });
  const { queue, failed } = revalidationQueue(stack);
  const parts = { plan, table, queue };
  if (output.revalidation !== undefined) revalidationFunction(stack, output.revalidation, parts);
  if (output.tagSeed !== undefined) seedTags(stack, output.tagSeed, parts);
  return {
    failed,
    allow: (server) => allowCache(server, { bucket, table, queue }),
    environment: {
      CACHE_BUCKET_NAME: bucket.bucketName,
      CACHE_BUCKET_KEY_PREFIX: '_cache',
      CACHE_BUCKET_REGION: stack.region,
      CACHE_DYNAMO_TABLE: table.tableName,
      REVALIDATION_QUEUE_URL: queue.queueUrl,
      REVALIDATION_QUEUE_REGION: stack.region,
    },
  };
}

interface Stores {
  readonly bucket: Bucket;
  readonly table: TableV2;
  readonly queue: Queue;
}

/** The calls that OpenNext's `s3`, `dynamodb` and `sqs` overrides make (dist/overrides), and no other. */
function allowCache(server: Function, { bucket, table, queue }: Stores): void {
  const pages = bucket.arnForObjects('_cache/*');
  allowTo(server, { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], resources: [pages] });
  // Without it a page that is not there yet would look like a page that is forbidden.
  allowTo(server, { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
  allowTo(server, {
    actions: ['dynamodb:Query', 'dynamodb:BatchWriteItem'],
    resources: [table.tableArn, `${table.tableArn}/index/revalidate`],
  });
  queue.grantSendMessages(server);
  acknowledge(server, {
    [`AwsSolutions-IAM5[Resource::<${bucket.stack.getLogicalId(cfnBucket(bucket))}.Arn>/_cache/*]`]:
      'Pages of the cache have no fixed names; files of the build are outside of it.',
  });
}

function revalidationQueue(stack: Stack): { readonly queue: Queue; readonly failed: Queue } {
  const shared = { fifo: true, enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED } as const;
  const failed = new Queue(stack, 'RevalidationFailed', { ...shared, retentionPeriod: Duration.days(2) });
  const queue = new Queue(stack, 'Revalidation', {
    ...shared,
    contentBasedDeduplication: true,
    receiveMessageWaitTime: Duration.seconds(20),
    // At least six times the function's timeout (Lambda Developer Guide).
    visibilityTimeout: Duration.minutes(3),
    deadLetterQueue: { queue: failed, maxReceiveCount: 3 },
  });
  return { queue, failed };
}

interface Parts {
  readonly plan: Installation;
  readonly table: TableV2;
  readonly queue: Queue;
}

/** Asks the portal's public address for a page, as a viewer would: it needs no permission but the queue's. */
function revalidationFunction(stack: Stack, bundle: Bundle, { plan, queue }: Parts): void {
  const revalidate = plainFunction(stack, plan, { id: 'Revalidate', bundle });
  revalidate.addEventSource(new SqsEventSource(queue, { batchSize: 5 }));
}

function seedTags(stack: Stack, bundle: Bundle, { plan, table }: Parts): void {
  const seed = plainFunction(stack, plan, { id: 'SeedTags', bundle });
  seed.addEnvironment('CACHE_DYNAMO_TABLE', table.tableName);
  allowTo(seed, { actions: ['dynamodb:BatchWriteItem'], resources: [table.tableArn] });
  new Trigger(stack, 'SeedTagsOnDeploy', { handler: seed, executeAfter: [table] });
}

function plainFunction(
  stack: Stack,
  plan: Installation,
  { id, bundle }: { id: string; bundle: Bundle },
): Function {
  const made = new Function(stack, id, {
    code: Code.fromAsset(bundle.folder),
    handler: bundle.handler,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.seconds(30),
    logGroup: new LogGroup(stack, `${id}Logs`, {
      retention: logDays(plan.retention.logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  });
  acknowledge(made, plainLambdaPolicies);
  return made;
}
