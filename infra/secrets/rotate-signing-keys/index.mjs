import { randomBytes } from 'node:crypto';

/**
 * A rotation function of Secrets Manager: new signing keys, everything else as it is. The old keys stay in
 * AWSPREVIOUS, which the portal still accepts. Refuses during a show, when processes may not disagree for five minutes.
 */
export function rotation({ client, commands, now, env }) {
  const steps = {
    createSecret: async ({ SecretId, ClientRequestToken }) => {
      refuseDuringShow(now(), env.SHOWS);
      if (await isMade(SecretId, ClientRequestToken)) return;
      const current = await client.send(
        new commands.GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }),
      );
      const made = Object.fromEntries(
        (env.SIGNING_KEYS ?? '').split(',').map((name) => [name, randomBytes(48).toString('base64url')]),
      );
      const values = { ...JSON.parse(current.SecretString), ...made };
      await client.send(
        new commands.PutSecretValueCommand({
          SecretId,
          ClientRequestToken,
          SecretString: JSON.stringify(values),
          VersionStages: ['AWSPENDING'],
        }),
      );
    },
    setSecret: async () => {},
    testSecret: async () => {},
    finishSecret: async ({ SecretId, ClientRequestToken }) => {
      const { VersionIdsToStages = {} } = await client.send(new commands.DescribeSecretCommand({ SecretId }));
      const [current] =
        Object.entries(VersionIdsToStages).find(([, held]) => held.includes('AWSCURRENT')) ?? [];
      if (current === ClientRequestToken) return;
      await client.send(
        new commands.UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: ClientRequestToken,
          RemoveFromVersionId: current,
        }),
      );
    },
  };

  /** A step may be called again (Secrets Manager User Guide): what was made once is kept. */
  async function isMade(SecretId, VersionId) {
    try {
      await client.send(
        new commands.GetSecretValueCommand({ SecretId, VersionId, VersionStage: 'AWSPENDING' }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
      throw error;
    }
  }

  return async (event) => {
    const step = Object.hasOwn(steps, event.Step) ? steps[event.Step] : undefined;
    if (step === undefined) throw new Error(`There is no step ${event.Step}.`);
    await step(event);
  };
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
