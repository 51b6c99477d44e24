import type { SecretsManagerClient, SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { now as systemNow } from '@/lib/clock';
import { drmSecretNames } from '@/lib/config/drm-secret-names';
import { env } from '@/lib/config/env';
import { Fault } from '@/lib/fault';
import { describeError, log } from '@/lib/log';

export const secretNames = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'NEXTAUTH_SECRET',
  'PLAYBACK_TOKEN_SECRET',
  'OIDC_CLIENT_SECRET',
  ...drmSecretNames,
  'JOBS_SECRET',
  /** Only where `MEDIA_SIGNING_KEY_ID` is set (lib/config/media-signing-key.ts). */
  'MEDIA_SIGNING_PRIVATE_KEY',
  /** Only where `SMTP_URL` has a user and no password. */
  'SMTP_PASSWORD',
] as const;

export type SecretName = (typeof secretNames)[number];

/** At least one value: the first is the one to sign and call with, a second one is still accepted. */
export type AcceptedValues = readonly [current: string, ...previous: string[]];

export interface SecretReader {
  /** Throws an error that names the secret, never a value, when there is none. */
  readSecret(name: SecretName): Promise<AcceptedValues>;
}

interface SecretReaderOptions {
  /** Name or ARN of the one Secrets Manager secret, a JSON object of names and values. Absent: the environment. */
  secretId?: string | undefined;
  /** The environment's text for a name: one value, or "current,previous". */
  fallback: (name: SecretName) => string | undefined;
  ttlSeconds: number;
  /** For the SDK; what is absent it takes from AWS_REGION, AWS_ENDPOINT_URL_SECRETS_MANAGER and the like. */
  client?: SecretsManagerClientConfig;
  now?: () => Date;
}

type SecretValues = ReadonlyMap<SecretName, AcceptedValues>;
type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS';

const refreshTimeoutMs = 3000;
const retrySeconds = 30;

/**
 * Reads secrets from one place only: Secrets Manager when `secretId` is given, else `fallback`. Kept for
 * `ttlSeconds`; concurrent reads share one refresh; when that fails the kept values stay in use and the next try
 * is 30 s later. Throws Fault `unavailable` when nothing is kept yet.
 * A rotated value is accepted until the next rotation takes the AWSPREVIOUS label from it.
 */
export function createSecretReader(options: SecretReaderOptions): SecretReader {
  const { secretId, fallback } = options;
  if (secretId === undefined) {
    return { readSecret: async (name) => splitValues(fallback(name)) ?? missing(name, 'the environment') };
  }
  const read = keepFresh(secretId, options);
  return { readSecret: async (name) => (await read()).get(name) ?? missing(name, `secret ${secretId}`) };
}

let configured: SecretReader | undefined;

/** The application's secrets, from where its environment says. */
export const secrets: SecretReader = {
  readSecret(name) {
    configured ??= createSecretReader({
      secretId: env().SECRETS_ID,
      fallback: (wanted) => process.env[wanted],
      ttlSeconds: 300,
    });
    return configured.readSecret(name);
  },
};

function missing(name: SecretName, place: string): never {
  throw new Error(`Secret ${name} is not set in ${place}.`);
}

function splitValues(text = ''): AcceptedValues | undefined {
  const values = text.split(',').map((value) => value.trim());
  const [current, ...previous] = values.filter((value) => value !== '');
  return current === undefined ? undefined : [current, ...previous];
}

function keepFresh(secretId: string, options: SecretReaderOptions): () => Promise<SecretValues> {
  const { ttlSeconds, client: config = {}, now = systemNow } = options;
  let client: Promise<SecretsManagerClient> | undefined;
  let kept: { values: SecretValues; freshUntilMs: number } | undefined;
  let refreshing: Promise<SecretValues> | undefined;

  const keep = (values: SecretValues, seconds: number): SecretValues => {
    kept = { values, freshUntilMs: now().getTime() + seconds * 1000 };
    return values;
  };
  const refresh = async (): Promise<SecretValues> => {
    try {
      client ??= createClient(config);
      return keep(await fetchValues(await client, secretId), ttlSeconds);
    } catch (error) {
      log.error('secrets_refresh_failed', {
        secretId,
        stale: kept !== undefined,
        cause: describeError(error),
      });
      if (kept !== undefined) return keep(kept.values, Math.min(retrySeconds, ttlSeconds));
      throw new Fault('unavailable', `Secret ${secretId} could not be read.`, { cause: error });
    }
  };
  return async () => {
    if (kept !== undefined && now().getTime() < kept.freshUntilMs) return kept.values;
    refreshing ??= refresh().finally(() => (refreshing = undefined));
    return refreshing;
  };
}

async function createClient(config: SecretsManagerClientConfig): Promise<SecretsManagerClient> {
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  return new SecretsManagerClient({ maxAttempts: 2, ...config });
}

async function fetchValues(client: SecretsManagerClient, secretId: string): Promise<SecretValues> {
  const deadline = AbortSignal.timeout(refreshTimeoutMs);
  // In this order: a rotation between the two requests hides the new value for a while, never the old one.
  const currentText = await fetchText(client, { secretId, stage: 'AWSCURRENT', deadline });
  const previousText = await fetchText(client, { secretId, stage: 'AWSPREVIOUS', deadline });
  const current = parseObject(currentText);
  if (current === undefined) throw new Error('AWSCURRENT is not a JSON object.');
  // The first version is often a generated password: an AWSPREVIOUS that cannot be read holds nothing of ours.
  const previous = parseObject(previousText) ?? {};
  const values = new Map<SecretName, AcceptedValues>();
  for (const name of secretNames) {
    const [now, before] = [textOf(current[name]), textOf(previous[name])];
    if (now !== undefined) values.set(name, before === undefined || before === now ? [now] : [now, before]);
  }
  return values;
}

async function fetchText(
  client: SecretsManagerClient,
  version: { secretId: string; stage: VersionStage; deadline: AbortSignal },
): Promise<string | undefined> {
  const { GetSecretValueCommand, ResourceNotFoundException } =
    await import('@aws-sdk/client-secrets-manager');
  const command = new GetSecretValueCommand({ SecretId: version.secretId, VersionStage: version.stage });
  try {
    return (await client.send(command, { abortSignal: version.deadline })).SecretString;
  } catch (error) {
    if (version.stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Never throws and keeps no error: the messages of JSON.parse quote the text. */
function parseObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
