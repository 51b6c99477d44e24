import { randomBytes } from 'node:crypto';

/**
 * A rotation function of Secrets Manager: new signing keys, everything else as it is. The old keys stay in
 * AWSPREVIOUS, which the portal still accepts. Refuses during a show, when processes may not disagree for five minutes.
 */
export function rotation(parts) {
  const steps = {
    createSecret: (event) => createSecret(parts, event),
    setSecret: async () => undefined,
    testSecret: async () => undefined,
    finishSecret: (event) => finishSecret(parts, event),
  };
  return async (event) => {
    const step = Object.hasOwn(steps, event.Step) ? steps[event.Step] : undefined;
    if (step === undefined) throw new Error(`There is no step ${event.Step}.`);
    await step(event);
  };
}

async function createSecret({ client, commands, now, env }, { SecretId, ClientRequestToken }) {
  refuseDuringShow(now(), env.SHOWS);
  const pending = { SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' };
  if (await exists({ client, commands }, pending)) return;
  const current = await client.send(
    new commands.GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }),
  );
  const names = (env.SIGNING_KEYS ?? '').split(',');
  const made = Object.fromEntries(names.map((name) => [name, randomBytes(48).toString('base64url')]));
  await client.send(
    new commands.PutSecretValueCommand({
      SecretId,
      ClientRequestToken,
      SecretString: JSON.stringify({ ...JSON.parse(current.SecretString), ...made }),
      VersionStages: ['AWSPENDING'],
    }),
  );
}

/** A step may be called again (Secrets Manager User Guide): what was made once is kept. */
async function exists({ client, commands }, version) {
  try {
    await client.send(new commands.GetSecretValueCommand(version));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function finishSecret({ client, commands }, { SecretId, ClientRequestToken }) {
  const { VersionIdsToStages = {} } = await client.send(new commands.DescribeSecretCommand({ SecretId }));
  const [current] = Object.entries(VersionIdsToStages).find(([, held]) => held.includes('AWSCURRENT')) ?? [];
  if (current === ClientRequestToken) return;
  await client.send(
    new commands.UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: current,
    }),
  );
}

/** `shows` is a list of `from/to` in UTC, comma separated. */
function refuseDuringShow(now, shows = '') {
  const windows = shows.split(',').filter((text) => text !== '');
  for (const window of windows) {
    const [from, to] = window.split('/').map((text) => new Date(text));
    if (from <= now && now < to) throw new Error(`No rotation during a show (${window}).`);
  }
}

let rotate;

export async function handler(event) {
  if (rotate === undefined) {
    // Part of the runtime; the bundle has no dependency.
    const commands = await import('@aws-sdk/client-secrets-manager');
    const client = new commands.SecretsManagerClient({});
    rotate = rotation({ client, commands, now: () => new Date(), env: process.env });
  }
  return rotate(event);
}
