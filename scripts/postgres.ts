import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { clearLeftover, ownerLock, sendSignal, stopServer, sweepAbandoned } from './postgres-leftover';
import { preparePostgresHome } from './postgres-home';
import {
  ensureDirectory,
  isRunning,
  launchServer,
  serverLog,
  type Server,
  type ServerPlan,
} from './postgres-server';

export interface PostgresOptions {
  /** Names the database directory of this clone: `pg-<name>`. */
  name: string;
  /** Use this database instead of starting a server; `stop` then does nothing. */
  externalUrl?: string | undefined;
  /** A fresh, fast server that is deleted on `stop`, or by a later start if this process is killed. */
  throwaway?: boolean;
  /** Delete what an earlier run left in the database. */
  fresh?: boolean;
}

export interface RunningPostgres {
  /** Connection string of the database `stagedoor`, as its superuser. */
  url: string;
  /** Process id of the server, when we started one. */
  pid?: number;
  /** Ends the server and waits for it. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, on a free loopback port with a generated password. Unless
 * `throwaway`, data survive stopping and killing of any part; a server orphaned by a kill is stopped first.
 * Throws when another living command of this clone uses the same name.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  if (options.externalUrl) return { url: options.externalUrl, stop: async () => undefined };
  const { name, throwaway = false, fresh = false } = options;
  const home = await preparePostgresHome();
  if (throwaway) await sweepAbandoned(home.base);
  const suffix = throwaway ? `-${process.pid}-${randomBytes(3).toString('hex')}` : '';
  const directory = join(home.base, `pg-${name}${suffix}`);
  const plan = { home, directory, throwaway };
  let password = await ensureDirectory(plan);
  await clearLeftover(directory, password);
  if (fresh) {
    await deleteDirectory({ directory, throwaway });
    password = await ensureDirectory(plan);
  }
  const server = await launchServer(plan, password);
  const base = `postgres://stagedoor:${password}@127.0.0.1:${server.port}`;
  const owner = await own(`${base}/postgres`);
  return { url: `${base}/stagedoor`, ...handle({ server, owner, directory, throwaway }) };
}

/** The connection that marks the server as in use, open until `stop` or until this process dies. */
async function own(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(ownerLock);
  const existing = await client.query("select from pg_database where datname = 'stagedoor'");
  if (existing.rowCount === 0) await client.query('create database stagedoor');
  return client;
}

interface Owned {
  server: Server;
  owner: pg.Client;
  directory: string;
  throwaway: boolean;
}

function handle({ server, owner, directory, throwaway }: Owned): Pick<RunningPostgres, 'pid' | 'stop'> {
  const { pid } = server.process;
  if (pid === undefined) throw new Error('The database server has no process id.');
  const signal = throwaway ? 'SIGQUIT' : 'SIGINT';
  const lastResort = () => {
    if (isRunning(server.process)) sendSignal(pid, signal);
  };
  process.once('exit', lastResort);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await owner.end().catch(() => undefined);
    if (isRunning(server.process)) await stopServer(pid, signal);
    process.off('exit', lastResort);
    if (throwaway) await deleteDirectory({ directory, throwaway });
  };
  return { pid, stop: () => (stopping ??= stop()) };
}

async function deleteDirectory(place: Pick<ServerPlan, 'directory' | 'throwaway'>): Promise<void> {
  for (const path of [place.directory, `${place.directory}.password`, serverLog(place)]) {
    await rm(path, { recursive: true, force: true });
  }
}
