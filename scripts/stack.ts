import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { buildAwsWhereChanged } from './aws/build/build-aws';
import { startAwsPortal } from './aws/local/aws-portal';
import { buildPortal, nextCommand, startCommand } from './build-portal';
import { freePort } from './free-port';
import { startProcess, type ManagedProcess } from './managed-process';
import { mediaKey } from './media-key';
import { dataRoot, repoRoot } from './repo-root';
import type { OnStop } from './run-command';
import { startSandbox, type Sandbox, type SandboxUrls } from './sandbox-process';
import { seedDemo } from './seed';
import { portalEnv, sharedKeys } from './stack-env';

export interface StackPlan {
  /** Names the log files. */
  name: 'demo' | 'dev' | 'e2e' | 'aws';
  /** `aws`: the bundles for Lambda behind a front like CloudFront, on this machine. Absent: `next start` (`next dev`). */
  target?: 'aws';
  /** Gives the connection string of a migrated database. */
  openDatabase: () => Promise<string>;
  /** Ports a person can remember, where free; else whichever are free. */
  fixedPorts: boolean;
  /** Real environment variables that may replace the sandbox's values. */
  given: Record<string, string | undefined>;
  onStop: OnStop;
}

export interface Stack {
  appUrl: string;
  twins: SandboxUrls;
  /** The environment the portal runs with. */
  env: Record<string, string>;
  /** On `aws`: where it tells what its caches keep. */
  keptUrl?: string;
  /** Absent when nothing had to be built. */
  buildSeconds?: number;
  /** Everything else, up to the portal's first answer. */
  startSeconds: number;
  /** Resolves, with what to tell the person, when a part ends that should not have. */
  broken: Promise<string>;
}

const portalPort = 3000;
/** Loopback only. Not 127.0.0.1: Next calls itself localhost there too, and proxies rewrites to it in a circle. */
const portalHost = 'localhost';
const patienceSeconds = 120;
/** The second: the AWS SDK announces at every start that versions of 2027 will want a newer Node than 20. */
const quiet = { NEXT_TELEMETRY_DISABLED: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/**
 * Twins, seeded database and portal, up and answering. The portal is served by `next dev` for `dev`, else from a
 * production build, which is made only when the sources changed. All of it ends through `onStop`.
 */
export async function startStack(plan: StackPlan): Promise<Stack> {
  const started = performance.now();
  const example = await readFile(`${repoRoot}/.env.example`, 'utf8');
  const port = await freePort(plan.fixedPorts ? portalPort : undefined);
  const appUrl = plan.given.APP_URL || `http://${portalHost}:${port}`;
  const build = plan.name === 'dev' ? undefined : timed(buildFor(plan));
  const key = await mediaKey(plan.given);
  const [sandbox, databaseUrl, built] = await Promise.all([
    startTwins(plan, { ...sharedKeys(example, plan.given), ...key }, appUrl),
    plan.openDatabase(),
    build,
  ]);
  const twins = sandbox.urls;
  const { clearTestHlsUrl } = await seedDemo({
    databaseUrl,
    originUrl: twins.origin,
    backupOriginUrl: twins.backupOrigin,
  });
  const env = portalEnv({
    example,
    databaseUrl,
    appUrl,
    twins,
    mediaKey: key,
    clearTestHlsUrl,
    given: plan.given,
  });
  const wired = { port, env, secretsUrl: twins.secrets };
  const portal = await startPortal(plan, wired);
  const buildSeconds = built?.result.built ? built.seconds : 0;
  return {
    appUrl,
    twins,
    env,
    ...(portal.keptUrl === undefined ? {} : { keptUrl: portal.keptUrl }),
    ...(buildSeconds > 0 ? { buildSeconds } : {}),
    startSeconds: (performance.now() - started) / 1000 - buildSeconds,
    broken: Promise.race([describeEnd('The sandbox', sandbox), describeEnd('The portal', portal)]),
  };
}

async function startTwins(plan: StackPlan, keys: Record<string, string>, appUrl: string): Promise<Sandbox> {
  const names = ['STRIPE', 'OIDC', 'DRM', 'ORIGIN', 'SECRETS', 'SMTP', 'MAIL', 'BACKUP_ORIGIN'] as const;
  const wanted = names.map((name, index) => [`${name}_TWIN_PORT`, 4101 + index] as const);
  const isFree = async (port: number) => plan.fixedPorts && (await freePort(port)) === port;
  const free = await Promise.all(wanted.map(async ([, port]) => isFree(port)));
  // All or none: the cookies of one policy are for origins of equal length (lib/domain/media-resource.ts).
  const ports = wanted.map(([name, port]) => [name, free.includes(false) ? '0' : String(port)] as const);
  const sandbox = await startSandbox(plan.name, {
    ...keys,
    ...Object.fromEntries(ports),
    STRIPE_WEBHOOK_URL: `${appUrl}/api/stripe/webhook`,
    OIDC_REDIRECT_URIS: `${appUrl}/api/auth/callback/oidc`,
  });
  plan.onStop(sandbox.stop);
  return sandbox;
}

interface PortalPlan {
  port: number;
  env: Record<string, string>;
  secretsUrl: string;
}

type Portal = Pick<ManagedProcess, 'ended' | 'hasEnded' | 'tail'> & { keptUrl?: string };

async function buildFor({ target, onStop }: StackPlan): Promise<{ built: boolean }> {
  return target === 'aws' ? buildAwsWhereChanged(onStop) : buildPortal(onStop);
}

/** The health answer must be this very process's: while the build ran, another server may have taken the port. */
async function startPortal(plan: StackPlan, { port, env, secretsUrl }: PortalPlan): Promise<Portal> {
  const instance = `${plan.name}-${randomUUID()}`;
  const told = { ...env, BUILD_ID: instance };
  const portal =
    plan.target === 'aws'
      ? await startAwsPortal({
          name: plan.name,
          host: portalHost,
          port,
          env: told,
          secretsUrl,
          onStop: plan.onStop,
        })
      : startNext(plan, { port, env: told });
  for (let waited = 0; waited < patienceSeconds * 1000; waited += 100) {
    if (portal.hasEnded()) break;
    if (await answersAs(instance, `http://${portalHost}:${port}`)) return portal;
    await delay(100);
  }
  throw new Error(
    `The portal did not start (all of its output: .data/logs/portal-${plan.name}.log):\n${portal.tail()}`,
  );
}

function startNext(plan: StackPlan, { port, env }: Omit<PortalPlan, 'secretsUrl'>): ManagedProcess {
  const isDev = plan.name === 'dev';
  const portal = startProcess({
    name: 'portal',
    command: process.execPath,
    args: [...(isDev ? [...nextCommand, 'dev'] : startCommand), '-H', portalHost, '-p', String(port)],
    env: { ...env, NODE_ENV: isDev ? 'development' : 'production', ...quiet },
    logFile: `${dataRoot}/logs/portal-${plan.name}.log`,
    ...(isDev ? { echo: true } : {}),
  });
  plan.onStop(portal.stop);
  return portal;
}

const healthAnswer = z.object({ build: z.string() });

async function answersAs(instance: string, origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(60_000) });
    return healthAnswer.parse(await response.json()).build === instance;
  } catch {
    // Not listening yet, or another server's answer.
    return false;
  }
}

async function describeEnd(name: string, part: { ended: Promise<number>; tail(): string }): Promise<string> {
  const code = await part.ended;
  return `${name} ended unexpectedly (exit code ${code}):\n${part.tail()}`;
}

async function timed<T>(work: Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now();
  const result = await work;
  return { result, seconds: (performance.now() - started) / 1000 };
}
