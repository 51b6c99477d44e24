import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { repoRoot } from '../scripts/repo-root';
import type { OnStop } from '../scripts/run-command';
import { parseEnvFile } from '../scripts/stack-env';
import { latencies } from './license/load';
import { type Baseline, contenders, playRound, type Round, roundRequests } from './license/rounds';
import { type LicenseServers, startServers } from './license/start-servers';
import { licenseRequests, setRecorded, writeWatchingViewers } from './license/viewers';
import { median, medianAndRange, quantile } from './median';

const ROUNDS = 9;
const WARM_UP_ROUNDS = 3;
const OPEN_LOOP_ROUNDS = 3;
const OPEN_LOOP_REQUESTS = 1500;
const PER_SECOND = 200;

/** What a license costs: CPU of the product against a bare proxy and against an empty Next route, and time. */
export async function benchLicense(databaseUrl: string, onStop: OnStop): Promise<number> {
  const example = parseEnvFile(await readFile(`${repoRoot}/.env.example`, 'utf8'));
  Object.assign(process.env, example, { DATABASE_URL: databaseUrl });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onStop(() => client.end());
  await writeWatchingViewers(client, Math.max(roundRequests.bare, OPEN_LOOP_REQUESTS));
  const servers = await startServers(databaseUrl, onStop);
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await playRound({ client, servers });
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const played = await playRound({ client, servers });
    rounds.push(played);
    console.log(`round ${round}: ${describeRound(played)}`);
  }
  const isReached = reportRatios(rounds);
  await setRecorded(client, true);
  await reportLatencies(servers);
  return isReached ? 0 : 1;
}

function describeRound(round: Round): string {
  const baselines = (['bare', 'echo'] as const).map((name) => `${name} ${meanOf(round, name).toFixed(0)}`);
  const parts = [...round.contenders].map(([{ name }, value]) => `${name} ${value.toFixed(0)}`);
  return `µs CPU: ${[...baselines, ...parts].join('; ')}`;
}

/** Prints the median of the rounds' ratios with their range; true when every goal is reached. */
function reportRatios(rounds: readonly Round[]): boolean {
  for (const baseline of ['bare', 'echo'] as const) {
    const noise = rounds.map(({ baselines }) => baselines[baseline][1] / baselines[baseline][0]);
    console.log(`${baseline} against itself: ${medianAndRange(noise)}`);
  }
  const verdicts = contenders.map((contender) => {
    const { name, against, goal } = contender;
    const ratios = rounds.map((round) => (round.contenders.get(contender) ?? NaN) / meanOf(round, against));
    const isReached = median(ratios) <= goal;
    console.log(
      `${name} against ${against}: ${medianAndRange(ratios)}, goal ${goal}${isReached ? '' : ', MISSED'}`,
    );
    return isReached;
  });
  return verdicts.every(Boolean);
}

function meanOf({ baselines }: Round, baseline: Baseline): number {
  const [before, after] = baselines[baseline];
  return (before + after) / 2;
}

/** Prints the time to an answer at a fixed rate, the servers in turn. */
async function reportLatencies(servers: LicenseServers): Promise<void> {
  const noTimes: readonly number[] = [];
  const timed = (['bare', 'core', 'portal'] as const).map((name) => ({
    name,
    p50: [...noTimes],
    p99: [...noTimes],
  }));
  for (let round = 0; round < OPEN_LOOP_ROUNDS; round += 1) {
    for (const { name, p50, p99 } of timed) {
      const requests = await licenseRequests('widevine', OPEN_LOOP_REQUESTS);
      const times = await latencies(servers[name], requests, PER_SECOND);
      p50.push(quantile(times, 0.5));
      p99.push(quantile(times, 0.99));
    }
  }
  for (const { name, p50, p99 } of timed) {
    console.log(
      `${name} at ${PER_SECOND}/s: p50 ${median(p50).toFixed(1)} ms, p99 ${median(p99).toFixed(1)} ms`,
    );
  }
}
