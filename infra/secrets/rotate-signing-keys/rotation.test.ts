import * as commands from '@aws-sdk/client-secrets-manager';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { rotation } from './index.mjs';

const values = z.record(z.string(), z.string());
let versions: Map<string, { text: string; stages: string[] }>;
let now: Date;

beforeEach(() => {
  const text = JSON.stringify({ PLAYBACK_TOKEN_SECRET: 'old', STRIPE_SECRET_KEY: 'given' });
  versions = new Map([['v1', { text, stages: ['AWSCURRENT'] }]]);
  now = new Date('2027-03-01T00:00:00Z');
});

/** The four calls, as the Secrets Manager User Guide describes them. */
const client = {
  send: async (command: object): Promise<unknown> => {
    if (command instanceof commands.GetSecretValueCommand) {
      const { VersionId, VersionStage = '' } = command.input;
      const found = [...versions].find(
        ([id, { stages }]) => stages.includes(VersionStage) && (VersionId ?? id) === id,
      );
      if (found === undefined)
        throw new commands.ResourceNotFoundException({ message: 'none', $metadata: {} });
      return { SecretString: found[1].text };
    }
    if (command instanceof commands.PutSecretValueCommand) {
      const { ClientRequestToken = '', SecretString = '', VersionStages = [] } = command.input;
      return void versions.set(ClientRequestToken, { text: SecretString, stages: VersionStages });
    }
    if (command instanceof commands.DescribeSecretCommand)
      return {
        VersionIdsToStages: Object.fromEntries([...versions].map(([id, { stages }]) => [id, stages])),
      };
    if (command instanceof commands.UpdateSecretVersionStageCommand) {
      const { MoveToVersionId = '', RemoveFromVersionId = '' } = command.input;
      versions.get(RemoveFromVersionId)?.stages.splice(0, 9, 'AWSPREVIOUS');
      return void versions.get(MoveToVersionId)?.stages.splice(0, 9, 'AWSCURRENT');
    }
    throw new Error('a call that the rotation has no right to');
  },
};

const env = {
  SIGNING_KEYS: 'PLAYBACK_TOKEN_SECRET,NEXTAUTH_SECRET',
  SHOWS: '2027-03-20T07:00:00Z/2027-03-20T13:00:00Z',
};

async function rotate(): Promise<void> {
  const step = rotation({ client, commands, now: () => now, env });
  for (const Step of [
    'createSecret',
    'createSecret',
    'setSecret',
    'testSecret',
    'finishSecret',
    'finishSecret',
  ])
    await step({ Step, SecretId: 'example/application', ClientRequestToken: 'v2' });
}

function valuesOf(stage: string): Record<string, string> {
  const found = [...versions.values()].find(({ stages }) => stages.includes(stage));
  return values.parse(JSON.parse(found?.text ?? '{}'));
}

test('new signing keys are current, the old ones stay as previous, what others gave stays as it is', async () => {
  await rotate();
  expect(valuesOf('AWSPREVIOUS').PLAYBACK_TOKEN_SECRET).toBe('old');
  const { PLAYBACK_TOKEN_SECRET, NEXTAUTH_SECRET, STRIPE_SECRET_KEY } = valuesOf('AWSCURRENT');
  expect(STRIPE_SECRET_KEY).toBe('given');
  expect(PLAYBACK_TOKEN_SECRET).toMatch(/^[\w-]{64}$/);
  expect(NEXTAUTH_SECRET).toMatch(/^[\w-]{64}$/);
  expect(NEXTAUTH_SECRET).not.toBe(PLAYBACK_TOKEN_SECRET);
});

test('nothing is rotated while a show is on', async () => {
  now = new Date('2027-03-20T08:00:00Z');
  await expect(rotate()).rejects.toThrow('No rotation during a show');
  expect(valuesOf('AWSCURRENT').PLAYBACK_TOKEN_SECRET).toBe('old');
});
