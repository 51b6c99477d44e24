import { join } from 'node:path';
import { buildAwsWhereChanged } from '../scripts/aws/build/build-aws';
import { repoRoot } from '../scripts/repo-root';
import type { OnStop } from '../scripts/run-command';
import { type ColdFunctions, prepareFunctions } from './cold-start/cold-functions';
import { type ColdStart, type Start, startCold } from './cold-start/cold-start';
import { folderSize } from './cold-start/folder-size';
import { buildHelloApp } from './cold-start/hello-app';
import { lambdaNode } from './cold-start/lambda-node';
import { median, medianAndRange } from './median';

const ROUNDS = 15;
const SIZE_GOAL = 1.5;

interface Contest {
  readonly name: string;
  readonly ours: (round: number) => Start;
  readonly theirs: (round: number) => Start;
  readonly marks: readonly { readonly at: 'loaded' | 'answered'; readonly goal: number | undefined }[];
}

function contests({ empty, least, license, hello, portal }: ColdFunctions): readonly Contest[] {
  const cold = [{ at: 'answered', goal: 1.3 }] as const;
  const ofLicense = [
    { at: 'loaded', goal: 1.6 },
    { at: 'answered', goal: 3 },
  ] as const;
  // Stated, to read the line above by.
  const ofLeast = [
    { at: 'loaded', goal: undefined },
    { at: 'answered', goal: undefined },
  ] as const;
  return [
    { name: 'license : empty handler', ours: license, theirs: empty, marks: ofLicense },
    { name: 'least function : empty handler', ours: least, theirs: empty, marks: ofLeast },
    {
      name: 'server, kept page : hello world',
      ours: () => portal('/'),
      theirs: () => hello('/'),
      marks: cold,
    },
    {
      name: 'server, rendered page : hello world',
      ours: (round) => portal('/', round),
      theirs: () => hello('/rendered'),
      marks: cold,
    },
    {
      name: 'server, route : hello world',
      ours: () => portal('/api/health'),
      theirs: () => hello('/api/hello'),
      marks: cold,
    },
  ];
}

/** What a new process costs until it has loaded and answered, and what is deployed, against peers of the same run. */
export async function benchColdStart(databaseUrl: string, onStop: OnStop): Promise<number> {
  await buildAwsWhereChanged(onStop);
  const helloFolder = await buildHelloApp(onStop);
  const functions = await prepareFunctions({ databaseUrl, helloFolder, rounds: ROUNDS + 1 }, onStop);
  const verdicts = [await compareSizes(helloFolder)];
  const node = await lambdaNode();
  for (const contest of contests(functions)) verdicts.push(await play(node, contest));
  return verdicts.every(Boolean) ? 0 : 1;
}

async function compareSizes(helloFolder: string): Promise<boolean> {
  const server = '.open-next/server-functions/default';
  const [ours, theirs] = [
    await folderSize(join(repoRoot, server)),
    await folderSize(join(helloFolder, server)),
  ];
  const verdicts = (['bytes', 'zippedBytes'] as const).map((name) => {
    const [mine, peer] = [ours[name], theirs[name]];
    const what = `server, ${name}: ${megabytes(mine)} : ${megabytes(peer)}`;
    return report(what, { values: [mine / peer], goal: SIZE_GOAL });
  });
  console.log(`server, files: ${ours.files} : ${theirs.files}`);
  return verdicts.every(Boolean);
}

/** Who starts first changes with each round; the first round is not counted. */
async function play(node: string, { name, ours, theirs, marks }: Contest): Promise<boolean> {
  const played: { readonly mine: ColdStart; readonly peer: ColdStart }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = await startCold(node, round % 2 === 0 ? ours(round) : theirs(round));
    const second = await startCold(node, round % 2 === 0 ? theirs(round) : ours(round));
    const pair = round % 2 === 0 ? { mine: first, peer: second } : { mine: second, peer: first };
    if (round > 0) played.push(pair);
  }
  const verdicts = marks.flatMap(({ at, goal }) =>
    (['cpuMs', 'wallMs'] as const).map((clock) => {
      const values = played.map(({ mine, peer }) => mine[at][clock] / peer[at][clock]);
      const [mine, peer] = (['mine', 'peer'] as const).map((who) =>
        median(played.map((pair) => pair[who][at][clock])).toFixed(0),
      );
      return report(`${name}, ${at}, ${clock}: ${mine} : ${peer}`, { values, goal });
    }),
  );
  return verdicts.every(Boolean);
}

function report(
  what: string,
  { values, goal }: { readonly values: readonly number[]; readonly goal: number | undefined },
): boolean {
  const isReached = goal === undefined || median(values) <= goal;
  const against = goal === undefined ? '' : `, goal ${goal}${isReached ? '' : ', MISSED'}`;
  console.log(`${what}, ${medianAndRange(values)}${against}`);
  return isReached;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
