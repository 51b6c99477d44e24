import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionEnvironment } from '../../scripts/aws/local/aws-portal';
import { startStores } from '../../scripts/aws/local/stores';
import { mediaKey } from '../../scripts/media-key';
import { repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';
import { startSandbox } from '../../scripts/sandbox-process';
import { seedDemo } from '../../scripts/seed';
import { parseEnvFile, portalEnv } from '../../scripts/stack-env';

export const ORIGIN_SECRET = 'of-the-bench';
const APP_URL = 'http://localhost:3000';

export interface ColdEnvironments {
  /** The origin's twin. */
  readonly originUrl: string;
  /** What the product knows with its secrets, as `next start` would get it. */
  readonly known: Readonly<Record<string, string>>;
  /** What functions of that build get: where secrets are, none of them, and a bucket of that build's pages. */
  told(builtFolder: string): Promise<Record<string, string>>;
}

/** Starts the twins and writes the demo's events. */
export async function coldEnvironments(databaseUrl: string, onStop: OnStop): Promise<ColdEnvironments> {
  const example = await readFile(`${repoRoot}/.env.example`, 'utf8');
  const key = await mediaKey();
  const sandbox = await startSandbox('bench', {
    ...parseEnvFile(example),
    ...key,
    OIDC_REDIRECT_URIS: `${APP_URL}/api/auth/callback/oidc`,
  });
  onStop(sandbox.stop);
  const { origin: originUrl, backupOrigin: backupOriginUrl, secrets: secretsUrl } = sandbox.urls;
  const { clearTestHlsUrl } = await seedDemo({ databaseUrl, originUrl, backupOriginUrl });
  const known = portalEnv({
    example,
    databaseUrl,
    appUrl: APP_URL,
    twins: sandbox.urls,
    mediaKey: key,
    clearTestHlsUrl,
    given: {},
  });
  const told = async (builtFolder: string): Promise<Record<string, string>> => {
    const cacheFolder = join(builtFolder, 'cache');
    const stores = await startStores(onStop, { cacheFolder, onMessage: () => undefined });
    const plan = { name: 'cold', host: 'localhost', port: 0, env: known, secretsUrl, onStop };
    const env = await functionEnvironment(plan, { originSecret: ORIGIN_SECRET, storesUrl: stores.url });
    return { ...withoutAbsent(env), ...ofLambda };
  };
  return { originUrl, known, told };
}

/** As infra/portal/portal-function.ts sets it; the SDK of 2026 announces that it will want a newer Node. */
const ofLambda = {
  NODE_ENV: 'production',
  DATABASE_POOL_MAX: '2',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

function withoutAbsent(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
