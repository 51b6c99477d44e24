import { createHash } from 'node:crypto';
import { type App, Duration, type Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type Distribution, HttpVersion, type IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Alias, type Function } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Installation } from '../config/installation';
import { migrateOnDeploy } from '../data/migration';
import { installationStack } from '../installation-stack';
import { logBucket } from '../log-bucket';
import { assetBucket, uploadAssets } from './asset-bucket';
import { acknowledgeUploads } from './custom-resources';
import { portalDistribution } from './distribution';
import { functionOrigin, functionUrl } from './function-origin';
import { functionSettings } from './function-settings';
import type { OpenNextOutput } from './open-next-output';
import { operatorFunction } from './operator-function';
import { pageCache } from './page-cache';
import { type Ground, portalFunction } from './portal-function';
import { recordsBucket } from './records-bucket';
import { recordsFunction } from './records-function';
import { keepWarm } from './warm-schedule';

export interface Portal {
  readonly stack: Stack;
  readonly distribution: Distribution;
  readonly functions: { readonly server: Function; readonly license: Function; readonly jobs: Function };
  /** Requests for a page that could not be rendered again. */
  readonly notRenewed: Queue;
}

interface PortalParts {
  readonly ground: Ground;
  readonly output: OpenNextOutput;
  readonly certificate: ICertificate;
  readonly webAclArn: string;
  readonly now: Date;
}

/** Functions, files and CloudFront: everything that a browser reaches but the video. */
export function portalStack(app: App, parts: PortalParts): Portal {
  const { ground, output, now } = parts;
  const { plan } = ground;
  const stack = installationStack(app, plan, {
    name: 'portal',
    description: 'functions, files and CDN of the portal',
  });
  const logs = logBucket(stack, plan);
  const bucket = assetBucket(stack, logs);
  const cache = pageCache(stack, plan, { output, bucket });
  const functions = portalFunctions(stack, parts, cache.environment);
  cache.allow(functions.server);
  const live = { server: liveAlias(functions.server), license: liveAlias(functions.license) };
  migrate(stack, parts, live);
  const { warm } = plan.capacity;
  keepWarm(live.server, plan, { count: warm.server, now });
  keepWarm(live.license, plan, { count: warm.license, now });
  everyMinute(stack, functions.jobs);
  recordsFunction(stack, { ground, output, bucket: recordsBucket(stack, logs) });
  operatorFunction(stack, { ground, output });
  uploadAssets(stack, bucket, output);
  acknowledgeUploads(stack, bucket);
  const { origin: secret } = ground.secrets;
  const distribution = portalDistribution(stack, {
    ...parts,
    logs,
    bucket,
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...origins({ live, secret, streaming: output.server.streaming }),
  });
  return { stack, distribution, functions, notRenewed: cache.failed };
}

interface Answering {
  readonly live: Record<'server' | 'license', Alias>;
  readonly secret: Secret;
  readonly streaming: boolean;
}

function origins({ live, secret, streaming }: Answering): Record<'server' | 'quick' | 'license', IOrigin> {
  const server = functionUrl(live.server, { streaming });
  const license = functionUrl(live.license, { streaming: false });
  return {
    server: functionOrigin(server, { secret, readSeconds: 30, attempts: 2 }),
    // What CloudFront has kept is better after five seconds than the news after thirty.
    quick: functionOrigin(server, { secret, readSeconds: 5, attempts: 1 }),
    license: functionOrigin(license, { secret, readSeconds: 10, attempts: 2 }),
  };
}

/** A redirect has no body, and some accounts' streams never end without (decision 63; OpenNext's own switch for it). */
const streamedWithBody = { OPEN_NEXT_FORCE_NON_EMPTY_RESPONSE: 'true' } as const;

/**
 * CDK makes a new version where the function's template differs, and the id of the CDN's first key is a parameter there: a
 * key that changes shows in the description, or the alias would keep the id of before (aws/aws-cdk#25997).
 */
function signer({ video }: Installation): string {
  const [first] = video?.signingKeys ?? [];
  if (first === undefined) return '';
  return `; cookies by key ${createHash('sha256').update(first.publicKey).digest('hex').slice(0, 12)}`;
}

function portalFunctions(
  stack: Stack,
  { ground, output }: PortalParts,
  cache: Readonly<Record<string, string>>,
): Portal['functions'] {
  const { reserved } = ground.plan.capacity;
  const settings = functionSettings(stack, ground.plan);
  const answering = { ...settings, ORIGIN_SECRET_ID: ground.secrets.origin.secretArn };
  const server = portalFunction(stack, ground, {
    id: 'Server',
    description: `Pages and routes${signer(ground.plan)}`,
    bundle: output.server,
    // A whole virtual CPU (Lambda Developer Guide): rendering is what it waits for.
    memoryMb: 1769,
    // Pages answer in well under the 30 s that CloudFront waits for a first byte; an export of 200,000 rows streams for longer.
    timeoutSeconds: 300,
    reserved: reserved.server,
    environment: { ...answering, ...cache, ...streamedWithBody },
  });
  const license = portalFunction(stack, ground, {
    id: 'License',
    description: `License, beat and certificate${signer(ground.plan)}`,
    bundle: output.license,
    memoryMb: 512,
    timeoutSeconds: 10,
    reserved: reserved.license,
    environment: answering,
  });
  const jobs = portalFunction(stack, ground, {
    id: 'Jobs',
    description: 'One tick of everything that happens without a request',
    bundle: output.jobs,
    memoryMb: 1024,
    timeoutSeconds: 120,
    reserved: reserved.jobs,
    environment: settings,
  });
  for (const answers of [server, license]) ground.secrets.origin.grantRead(answers);
  return { server, license, jobs };
}

/** Versions are what provisioned concurrency and a quick way back need. */
function liveAlias(of: Function): Alias {
  return new Alias(of, 'Live', { aliasName: 'live', version: of.currentVersion });
}

function migrate(
  stack: Stack,
  { ground, output }: PortalParts,
  live: Record<'server' | 'license', Alias>,
): void {
  const migration = portalFunction(stack, ground, {
    id: 'Migration',
    description: 'Brings the database to the newest schema',
    bundle: output.migrate,
    memoryMb: 512,
    timeoutSeconds: 840,
  });
  migrateOnDeploy(stack, migration, [live.server, live.license]);
}

function everyMinute(stack: Stack, jobs: Function): void {
  new Rule(stack, 'EveryMinute', {
    description: 'A tick of the jobs',
    schedule: Schedule.rate(Duration.minutes(1)),
    // A tick that was missed is not made up for: the next one does its work.
    targets: [new LambdaFunction(jobs, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
  });
}
