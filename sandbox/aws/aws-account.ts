import { createSecretStore, type SecretStore } from '../secrets/secret-store';

/** One account as far as the twin knows it; nothing outlives the process. */
export interface AwsAccount {
  readonly id: string;
  /** Version of the bootstrap stack by region; absent: not bootstrapped. */
  readonly bootstrap: Map<string, number>;
  /** By `region/name`. */
  readonly stacks: Map<string, Stack>;
  readonly buckets: Map<string, Bucket>;
  readonly clusters: Map<string, Cluster>;
  readonly instances: Map<string, Instance>;
  readonly snapshots: Snapshot[];
  /** How many environments Lambda may run at once. */
  concurrency: number;
  /** What answers an invocation of a function, by its name. */
  readonly functions: Map<string, FunctionAnswer>;
  readonly secrets: SecretStore;
  /** Names of stacks that cannot be deployed. */
  readonly brokenStacks: Set<string>;
}

/** A function is a process of ours behind a URL, or says always the same, or fails. */
export type FunctionAnswer =
  { readonly url: string } | { readonly replies: readonly unknown[] } | { readonly error: string };

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly deletionPolicy: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface StackEvent {
  readonly id: string;
  readonly at: Date;
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export interface Output {
  readonly key: string;
  readonly value: string;
  readonly exportName?: string;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly isFirst: boolean;
  readonly hasChanges: boolean;
}

export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly createdAt: Date;
  status: string;
  reason?: string;
  template: string;
  resources: readonly Resource[];
  outputs: readonly Output[];
  imports: readonly string[];
  readonly changeSets: Map<string, ChangeSet>;
  readonly events: StackEvent[];
  readonly tags: Record<string, string>;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly objects: Map<string, Buffer>;
}

export interface Cluster {
  readonly id: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly endpoint: string;
  readonly subnetGroup: string;
  readonly groups: readonly string[];
  isProtected: boolean;
  status: string;
  /** The newest moment that an automatic backup can restore; absent: there is no backup yet. */
  restorableTo?: Date;
}

export interface Instance {
  readonly id: string;
  readonly clusterId: string;
  status: string;
}

export interface Snapshot {
  readonly id: string;
  readonly clusterId: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** An account in which nothing was done but `cdk bootstrap` in the given regions. */
export function emptyAccount(id: string, bootstrapped: readonly string[]): AwsAccount {
  const account: AwsAccount = {
    id,
    bootstrap: new Map(),
    stacks: new Map(),
    buckets: new Map(),
    clusters: new Map(),
    instances: new Map(),
    snapshots: [],
    concurrency: 1000,
    functions: new Map(),
    secrets: createSecretStore({}),
    brokenStacks: new Set(),
  };
  for (const region of bootstrapped) bootstrapIn(account, region);
  return account;
}

/** What `cdk bootstrap` leaves: a version to be read, and a bucket for assets. */
export function bootstrapIn(account: AwsAccount, region: string, version = 30): void {
  account.bootstrap.set(region, version);
  const name = `cdk-hnb659fds-assets-${account.id}-${region}`;
  account.buckets.set(name, { name, region, tags: {}, objects: new Map() });
}
