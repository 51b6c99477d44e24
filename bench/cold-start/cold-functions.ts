import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Client } from 'pg';
import { migrateDatabase } from '@/lib/db/migrate';
import { bundling } from '../../scripts/aws/build/bundle-own';
import { dataRoot, repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';
import { coldEnvironments } from './cold-environment';
import { eventOf, licensesFor } from './cold-events';
import type { Start } from './cold-start';

/** The functions that are started, ours and their peers; each gives what to start for a round. */
export interface ColdFunctions {
  readonly empty: () => Start;
  /** Reads a secret and a row with the same SDK and driver, and nothing else. */
  readonly least: () => Start;
  readonly license: (round: number) => Start;
  /** Any address of that app; `round`: its bucket is empty of pages, so that they are rendered. */
  readonly hello: (path: string, round?: number) => Start;
  readonly portal: (path: string, round?: number) => Start;
}

/** Twins, a database with viewers who watch and the demo's events, and what the built functions are told of them. */
export async function prepareFunctions(
  { databaseUrl, helloFolder, rounds }: { databaseUrl: string; helloFolder: string; rounds: number },
  onStop: OnStop,
): Promise<ColdFunctions> {
  const ownDatabase = await freshDatabase(databaseUrl);
  const environments = await coldEnvironments(ownDatabase, onStop);
  const built = join(repoRoot, '.open-next');
  const hello = join(helloFolder, '.open-next');
  const [ours, theirs] = [await environments.told(built), await environments.told(hello)];
  const asked = await licensesFor(ownDatabase, environments, rounds);
  const ask =
    (folder: string, env: Record<string, string>) =>
    (path: string, round?: number): Start => ({
      folder,
      env: round === undefined ? env : { ...env, CACHE_BUCKET_KEY_PREFIX: `_cache/${round}` },
      event: eventOf('GET', path),
    });
  const [emptyFolder, leastFolder] = [await writeEmpty(), await bundleLeast()];
  return {
    empty: () => ({ folder: emptyFolder, env: ours, event: eventOf('GET', '/') }),
    least: () => ({ folder: leastFolder, env: ours, event: eventOf('GET', '/') }),
    license: (round) => ({ folder: join(built, 'own/license'), env: ours, event: asked(round) }),
    hello: ask(join(hello, 'server-functions/default'), theirs),
    portal: ask(join(built, 'server-functions/default'), ours),
  };
}

async function freshDatabase(serverUrl: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('drop database if exists cold_start with (force)');
  await client.query('create database cold_start');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = '/cold_start';
  await migrateDatabase(url.href);
  return url.href;
}

async function writeEmpty(): Promise<string> {
  const folder = `${dataRoot}/bench/empty-function`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.mjs`, 'export const handler = async () => ({ statusCode: 200 });\n');
  return folder;
}

async function bundleLeast(): Promise<string> {
  const folder = `${dataRoot}/bench/least-function`;
  await build({
    entryPoints: { index: join(repoRoot, 'bench/cold-start/least-function.ts') },
    outdir: folder,
    ...bundling,
  });
  return folder;
}
