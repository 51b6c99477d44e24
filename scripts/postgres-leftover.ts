import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execFileSync } from 'node:child_process';
import pg from 'pg';

/** Held for as long as the command that started a server lives; a free lock means the server is an orphan. */
export const ownerLock = 'select pg_try_advisory_lock(7437365) as held';

/** Above every kernel's limit for process ids, so it never names a process. */
const impossiblePid = '999999999';

/** What `postmaster.pid` says: lines 1 and 4 of the file (PostgreSQL, miscadmin.h LOCK_FILE_LINE_*). */
interface Postmaster {
  pid: number;
  port: number;
}

/**
 * Makes a database directory startable after any kind of death: stops a server whose owner is gone and disarms
 * the lock file of one that died. Throws when another living command is using the directory.
 */
export async function clearLeftover(directory: string, password: string): Promise<void> {
  const postmaster = await readPostmaster(directory);
  if (!postmaster) return;
  if (await isOwned(directory, { ...postmaster, password })) {
    throw new Error(
      `Another running command of this clone uses the database in ${directory}. Stop it first.`,
    );
  }
  if (isServerOf(directory, postmaster.pid)) await stopServer(postmaster.pid, 'SIGINT');
  await disarm(directory);
}

/** Deletes throwaway databases (`pg-<name>-<process>-<random>`) of commands that were killed, servers included. */
export async function sweepAbandoned(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const creator = /^pg-.+-(\d+)-[0-9a-f]{6}(?:\.\w+)?$/.exec(name)?.[1];
    if (creator === undefined || isAlive(Number(creator))) continue;
    const path = join(base, name);
    const postmaster = await readPostmaster(path);
    if (postmaster && isServerOf(path, postmaster.pid)) await stopServer(postmaster.pid, 'SIGQUIT');
    await rm(path, { recursive: true, force: true });
  }
}

/** Ends a server and waits for it: `SIGINT` disconnects clients and writes everything, `SIGQUIT` drops it all. */
export async function stopServer(pid: number, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  for (const [next, patienceSeconds] of [
    [signal, 15],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    sendSignal(pid, next);
    for (let waited = 0; waited < patienceSeconds * 1000; waited += 25) {
      if (!isAlive(pid)) return;
      await delay(25);
    }
  }
  throw new Error(`The database server (process ${pid}) does not end.`);
}

/** Signals a process; one that has already gone is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Whether the process runs. One that has ended but was not yet reaped by its parent does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return commandOf(pid) !== '';
}

async function readPostmaster(directory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

async function isOwned(directory: string, server: { port: number; password: string }): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { port, password } = server;
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'stagedoor',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 3000,
    });
    try {
      await client.connect();
      const here = await client.query<{ path: string }>("select current_setting('data_directory') as path");
      if (here.rows[0]?.path !== directory) return false;
      const lock = await client.query<{ held: boolean }>(ownerLock);
      return lock.rows[0]?.held !== true;
    } catch (error) {
      if (!isStartingUp(error)) return false;
    } finally {
      await client.end().catch(() => undefined);
    }
    await delay(100);
  }
  return false;
}

/** SQLSTATE 57P03 cannot_connect_now: still starting or recovering. */
function isStartingUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57P03';
}

function isServerOf(directory: string, pid: number): boolean {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(directory);
}

/** Empty when the process has ended, also while it waits to be reaped. */
function commandOf(pid: number): string {
  if (process.platform === 'win32') return `process ${pid}`;
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      // The folder vanishes together with the process.
      return '';
    }
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // `ps` fails when there is no such process.
    return '';
  }
}

/**
 * PostgreSQL would take a foreign process for a living server and refuse to start, and so it would an ended one
 * that nobody reaps, as in a container without init. Only the id is replaced: the shared-memory key on a later
 * line still guards against surviving backends.
 */
async function disarm(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  const [, ...rest] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  if (rest.length > 0) await writeFile(file, [impossiblePid, ...rest].join('\n'));
}
