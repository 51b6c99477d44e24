import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { z } from 'zod';
import { secretNames } from '@/lib/config/secrets';
import type { ManagedProcess } from '../../managed-process';
import { dataRoot, repoRoot } from '../../repo-root';
import type { OnStop } from '../../run-command';
import { readDistribution } from './distribution';
import { startFront } from './front';
import { startKept } from './kept';
import type { QueueMessage } from './queue';
import { type LocalFunction, startFunction } from './start-function';
import { startStores } from './stores';
import { synthesize } from './synthesize';

export interface AwsPortalPlan {
  /** Tells two portals on this machine apart: in the names of logs and secrets. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The complete environment of a portal, as `next start` would get it. */
  readonly env: Readonly<Record<string, string>>;
  /** The twin of Secrets Manager. */
  readonly secretsUrl: string;
  readonly onStop: OnStop;
}

type Environment = Record<string, string | undefined>;

const builtFolder = join(repoRoot, '.open-next');

export interface AwsPortal extends Pick<ManagedProcess, 'ended' | 'tail' | 'hasEnded'> {
  /** `GET` tells what the CDN and the page cache keep at that moment, as `Kept` has it: for tests. */
  readonly keptUrl: string;
}

/**
 * The built functions behind a front of our own, which reads the synthesized template: CloudFront, Lambda, S3, DynamoDB,
 * SQS, EventBridge and Secrets Manager on this machine. Needs `.open-next/` (buildAws). Resolves when the front listens.
 */
export async function startAwsPortal(plan: AwsPortalPlan): Promise<AwsPortal> {
  const { host, port, onStop } = plan;
  const originSecret = randomBytes(32).toString('hex');
  const stores = await startStores(onStop, {
    cacheFolder: join(builtFolder, 'cache'),
    onMessage: (message) => void renderAgain(message),
  });
  const env = await functionEnvironment(plan, { originSecret, storesUrl: stores.url });
  const start = async (name: string, folder: string): Promise<LocalFunction> => {
    const made = await startFunction({
      name: `${plan.name}-${name}`,
      folder: join(builtFolder, folder),
      env,
    });
    onStop(made.process.stop);
    return made;
  };
  const [template, server, license, jobs] = await Promise.all([
    synthesize(onStop, { folder: join(dataRoot, `${plan.name}-template`) }),
    start('server', 'server-functions/default'),
    start('license', 'own/license'),
    start('jobs', 'own/jobs'),
  ]);
  const edge = await startFront(onStop, {
    distribution: readDistribution(template),
    host,
    port,
    functions: { server: server.url, license: license.url },
    originSecret,
    assetFolder: join(builtFolder, 'assets'),
  });
  tick(jobs, { seconds: Number(plan.env.JOBS_INTERVAL_SECONDS), onStop });
  const parts = [server, license, jobs].map(({ process }) => process);
  return {
    keptUrl: await startKept(onStop, { edge, stores }),
    ended: Promise.race(parts.map(({ ended }) => ended)),
    hasEnded: () => parts.some((part) => part.hasEnded()),
    tail: () => parts.map(({ name, tail }) => `${name}:\n${tail()}`).join('\n'),
  };
}

/** What infra/portal says of the page cache and of streamed answers, with names of the stores here. */
const asInTheStack = {
  OPEN_NEXT_FORCE_NON_EMPTY_RESPONSE: 'true',
  CACHE_BUCKET_NAME: 'assets',
  CACHE_BUCKET_KEY_PREFIX: '_cache',
  CACHE_BUCKET_REGION: 'ap-northeast-1',
  CACHE_DYNAMO_TABLE: 'tags',
} as const;

/** Settings as infra gives them to functions: where the secrets are, and no secret. */
export async function functionEnvironment(
  { name: portal, env, secretsUrl }: AwsPortalPlan,
  { originSecret, storesUrl }: { originSecret: string; storesUrl: string },
): Promise<Environment> {
  const { username, password, host, pathname } = new URL(env.DATABASE_URL ?? '');
  const application = secretNames.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  const put = async (kind: string, text: string): Promise<string> => {
    const id = `${portal}/${kind}`;
    const path = `${secretsUrl}/_sandbox/secrets/${encodeURIComponent(id)}`;
    const answer = await fetch(path, { method: 'PUT', body: text });
    if (!answer.ok) throw new Error(`The twin of Secrets Manager answered ${answer.status}.`);
    return id;
  };
  const hidden = Object.fromEntries(
    [...secretNames, 'DATABASE_URL', 'JOBS_INTERVAL_SECONDS'].map((name) => [name, undefined]),
  );
  return {
    ...env,
    ...hidden,
    SECRETS_ID: await put('application', JSON.stringify(Object.fromEntries(application))),
    ORIGIN_SECRET_ID: await put('origin', originSecret),
    DATABASE_SECRET_ID: await put('database', JSON.stringify({ username, password })),
    // There is no TLS on this machine: where Next asks itself (actions posted to another page) it takes https otherwise.
    __NEXT_PRIVATE_ORIGIN: env.APP_URL,
    DATABASE_HOST: host,
    DATABASE_NAME: pathname.slice(1),
    ...asInTheStack,
    REVALIDATION_QUEUE_URL: `${storesUrl}/queue`,
    REVALIDATION_QUEUE_REGION: 'ap-northeast-1',
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: storesUrl,
    AWS_ENDPOINT_URL_DYNAMODB: storesUrl,
    AWS_ENDPOINT_URL_SQS: storesUrl,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
  };
}

const previewKey = z.object({ preview: z.object({ previewModeId: z.string() }) });

/** What OpenNext's revalidation function does, over http: the built one speaks https alone. Through the front, like it. */
async function renderAgain({ host, url }: QueueMessage): Promise<void> {
  const manifest = readFileSync(join(builtFolder, 'revalidation-function/prerender-manifest.json'), 'utf8');
  const { previewModeId } = previewKey.parse(JSON.parse(manifest)).preview;
  const headers = { 'x-prerender-revalidate': previewModeId, 'x-isr': '1' };
  try {
    const answer = await fetch(`http://${host}${url}`, { method: 'HEAD', headers, redirect: 'manual' });
    const said = answer.headers.get('x-nextjs-cache');
    if (said !== 'REVALIDATED')
      console.error(`front: ${url} was not rendered again (${answer.status}, ${said})`);
  } catch (error) {
    // The front is leaving.
    console.error('front:', error);
  }
}

/** EventBridge: a tick at a time, and none where a portal shall do no work by itself. */
function tick(jobs: LocalFunction, { seconds, onStop }: { seconds: number; onStop: OnStop }): void {
  if (!(seconds > 0)) return;
  let running = false;
  const timer = setInterval(() => {
    if (running || jobs.process.hasEnded()) return;
    running = true;
    jobs
      .invoke({ 'detail-type': 'Scheduled Event' })
      .catch((error: unknown) => console.error('jobs:', error))
      .finally(() => (running = false));
  }, seconds * 1000);
  onStop(async () => clearInterval(timer));
}
