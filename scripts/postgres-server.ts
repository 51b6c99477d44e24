import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port';
import type { PostgresHome } from './postgres-home';
import { dataRoot } from './repo-root';

export interface ServerPlan {
  home: PostgresHome;
  directory: string;
  /** Gives up safety against power loss for speed; right only for data nobody wants to keep. */
  throwaway: boolean;
}

export interface Server {
  process: ChildProcess;
  port: number;
}

const startSeconds = 60;
const fastAndForgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=4GB'];

/** Where the server prints to: among the clone's logs, or beside data that are deleted together with it. */
export function serverLog({ directory, throwaway }: Pick<ServerPlan, 'directory' | 'throwaway'>): string {
  return throwaway ? `${directory}.log` : join(dataRoot, 'logs', `${basename(directory)}.log`);
}

/**
 * The superuser's password of the database directory, which is created first if it does not exist. A creation
 * that is interrupted leaves nothing behind that a later start would mistake for a database.
 */
export async function ensureDirectory(plan: ServerPlan): Promise<string> {
  const { directory, home } = plan;
  const passwordFile = `${directory}.password`;
  if (existsSync(join(directory, 'PG_VERSION'))) return readFile(passwordFile, 'utf8');
  const password = randomBytes(24).toString('base64url');
  const half = `${directory}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.account) {
    for (const path of [half, passwordFile]) await chown(path, home.account.uid, home.account.gid);
  }
  await promisify(execFile)(
    join(home.native, 'bin', 'initdb'),
    [`--pgdata=${half}`, `--pwfile=${passwordFile}`, ...initFlags, ...(plan.throwaway ? ['--no-sync'] : [])],
    surroundings(plan),
  );
  await rename(half, directory);
  return password;
}

/** Sorting and case rules of the built-in provider are the same on every machine. */
const initFlags = [
  '--username=stagedoor',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/**
 * Starts the server on a free loopback port and resolves once it answers. Waits for backends of a killed server
 * that still hold its shared memory. Rejects with the end of the server's log.
 */
export async function launchServer(plan: ServerPlan, password: string): Promise<Server> {
  let log = '';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await freePort();
    const process = spawnServer(plan, port);
    if (await answers({ process, port }, password)) return { process, port };
    log = await readFile(serverLog(plan), 'utf8').catch(() => '');
    if (!/pre-existing shared memory block|could not bind|No such file or directory/.test(log)) break;
    await delay(250);
  }
  throw new Error(
    `The database in ${plan.directory} did not start:\n${log.split('\n').slice(-15).join('\n')}`,
  );
}

/** Its own process group, so that Ctrl-C in a terminal does not stop it before those who use it. */
function spawnServer(plan: ServerPlan, port: number): ChildProcess {
  mkdirSync(dirname(serverLog(plan)), { recursive: true });
  const log = openSync(serverLog(plan), 'w');
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(plan.throwaway ? fastAndForgetful : []),
  ];
  const server = spawn(
    join(plan.home.native, 'bin', 'postgres'),
    ['-D', plan.directory, ...settings.flatMap((setting) => ['-c', setting])],
    { ...surroundings(plan), detached: true, stdio: ['ignore', log, log] },
  );
  server.on('error', () => undefined);
  server.unref();
  closeSync(log);
  return server;
}

/** Not our own working directory: the server's user may be unable to enter it. */
function surroundings({ home, directory }: ServerPlan) {
  const theirs = Object.keys(process.env).filter((name) => name.startsWith('PG'));
  const blank = Object.fromEntries(theirs.map((name) => [name, undefined]));
  return { ...home.account, cwd: dirname(directory), env: { ...process.env, ...blank, LC_ALL: 'C' } };
}

async function answers(server: Server, password: string): Promise<boolean> {
  for (let waited = 0; waited < startSeconds * 1000; waited += 20) {
    if (!isRunning(server.process)) return false;
    const client = new pg.Client({
      connectionString: `postgres://stagedoor:${password}@127.0.0.1:${server.port}/postgres`,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      // Not listening yet, or recovering (SQLSTATE 57P03): ask again.
      await delay(20);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  server.process.kill('SIGQUIT');
  return false;
}

/** False once the process has ended, or when it could not be started at all. */
export function isRunning(process: ChildProcess): boolean {
  return process.pid !== undefined && process.exitCode === null && process.signalCode === null;
}
