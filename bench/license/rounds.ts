import type { Client } from 'pg';
import { cpuPerRequest } from './load';
import type { LicenseServers } from './start-servers';
import { countDecisions, licenseRequests, setRecorded } from './viewers';

export interface Contender {
  readonly name: string;
  readonly server: keyof LicenseServers;
  readonly against: Baseline;
  readonly keySystem: 'widevine' | 'clearkey';
  /** Whether the sessions had a license before: then one statement reads, else a second one records. */
  readonly isRecorded: boolean;
  /** CPU for each request, as a multiple of the baseline's. */
  readonly goal: number;
}

export type Baseline = 'bare' | 'echo';

export interface Round {
  /** Microseconds of CPU for each request, of both baselines before and after the contenders. */
  readonly baselines: Readonly<Record<Baseline, readonly [before: number, after: number]>>;
  readonly contenders: ReadonlyMap<Contender, number>;
}

interface Bench {
  readonly client: Client;
  readonly servers: LicenseServers;
}

/** Requests of a round; fewer through Next, which takes ten times as long for each. */
export const roundRequests = { bare: 1500, echo: 600 } as const satisfies Record<Baseline, number>;

const later = { keySystem: 'widevine', isRecorded: true } as const;
const first = { keySystem: 'widevine', isRecorded: false } as const;
const coreInMemory = { server: 'coreInMemory', against: 'bare', goal: 1.5 } as const;
const core = { server: 'core', against: 'bare', goal: 2.8 } as const;
const route = { server: 'portal', against: 'echo', goal: 1.5 } as const;

export const contenders: readonly Contender[] = [
  { name: 'core, no database', ...coreInMemory, ...later },
  { name: 'core, no database, ClearKey', ...coreInMemory, ...later, keySystem: 'clearkey' },
  { name: 'core, later license', ...core, ...later },
  { name: 'core, first license', ...core, ...first },
  { name: 'route, later license', ...route, ...later },
  { name: 'route, first license', ...route, ...first },
];

/** Everything once: the baselines, each contender, the baselines again. */
export async function playRound(bench: Bench): Promise<Round> {
  const before = await playBaselines(bench);
  const micros = new Map<Contender, number>();
  for (const contender of contenders) micros.set(contender, await play(bench, contender));
  const after = await playBaselines(bench);
  return {
    baselines: { bare: [before.bare, after.bare], echo: [before.echo, after.echo] },
    contenders: micros,
  };
}

async function playBaselines({ servers }: Bench): Promise<Record<Baseline, number>> {
  return {
    bare: await cpuPerRequest(servers.bare, await licenseRequests('widevine', roundRequests.bare)),
    echo: await cpuPerRequest(servers.echo, await licenseRequests('widevine', roundRequests.echo)),
  };
}

/** One decision for each session that asked, and none more: else the number means nothing. */
async function play({ client, servers }: Bench, contender: Contender): Promise<number> {
  const { server, against, keySystem, isRecorded } = contender;
  const requests = await licenseRequests(keySystem, roundRequests[against]);
  await setRecorded(client, isRecorded);
  const already = await countDecisions(client);
  const micros = await cpuPerRequest(servers[server], requests);
  const written = (await countDecisions(client)) - already;
  if (written !== (isRecorded ? 0 : requests.length))
    throw new Error(`${contender.name}: ${requests.length} licenses, ${written} decisions written`);
  return micros;
}
