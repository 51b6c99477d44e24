import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const TIMEOUT_MS = 3000;

let client: Promise<SecretsManagerClient> | undefined;

/**
 * The text of a secret as it is now. The SDK is the Lambda runtime's own and is loaded with the first call. Throws what the
 * SDK throws; its errors hold no value.
 */
export async function readSecret(secretId: string): Promise<string | undefined> {
  return fetchStage(secretId, 'AWSCURRENT');
}

/** As `readSecret`: the current text first, and the previous one if there is one. */
export async function readSecretVersions(secretId: string): Promise<readonly string[]> {
  const [current, previous] = await Promise.all([readSecret(secretId), fetchPrevious(secretId)]);
  return [current, previous].filter((text) => text !== undefined && text !== '').map(String);
}

async function fetchStage(secretId: string, stage: string): Promise<string | undefined> {
  const { GetSecretValueCommand, SecretsManagerClient: Client } =
    await import('@aws-sdk/client-secrets-manager');
  client ??= Promise.resolve(new Client({ maxAttempts: 2 }));
  const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage });
  const answer = await (await client).send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  return answer.SecretString;
}

/** A secret that never changed has no previous version. */
async function fetchPrevious(secretId: string): Promise<string | undefined> {
  try {
    return await fetchStage(secretId, 'AWSPREVIOUS');
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
