import { randomBytes, randomUUID } from 'node:crypto';

export const versionStages = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

interface SecretVersion {
  versionId: string;
  secretString: string;
  createdAt: Date;
}

interface Secret {
  name: string;
  arn: string;
  versions: { AWSCURRENT: SecretVersion; AWSPREVIOUS?: SecretVersion };
}

export interface SecretStore {
  /** By name or by full ARN. */
  find(secretId: string): Secret | undefined;
  /** Creates the secret or rotates it: what was current becomes previous, what was previous is gone. */
  put(name: string, secretString: string): void;
}

/** Secrets with at most two labeled versions each; nothing outlives the process. */
export function createSecretStore(initial: Record<string, string>): SecretStore {
  const secrets = new Map<string, Secret>();
  const store: SecretStore = {
    find: (secretId) =>
      secrets.get(secretId) ?? [...secrets.values()].find((secret) => secret.arn === secretId),
    put(name, secretString) {
      const version = { versionId: randomUUID(), secretString, createdAt: new Date() };
      const known = secrets.get(name);
      if (known === undefined)
        secrets.set(name, { name, arn: createArn(name), versions: { AWSCURRENT: version } });
      else known.versions = { AWSCURRENT: version, AWSPREVIOUS: known.versions.AWSCURRENT };
    },
  };
  for (const [name, secretString] of Object.entries(initial)) store.put(name, secretString);
  return store;
}

function createArn(name: string): string {
  return `arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:${name}-${randomBytes(3).toString('hex')}`;
}
