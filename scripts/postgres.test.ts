import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startPostgres, type RunningPostgres } from './postgres';
import { isAlive, stopServer } from './postgres-leftover';
import { preparePostgresHome } from './postgres-home';
import { dataRoot, repoRoot } from './repo-root';

/** A name of its own, so that these tests meet no database of a developer or of a parallel run. */
const name = `selftest-${process.pid}-c0ffee`;
const { base } = await preparePostgresHome();
const directory = join(base, `pg-${name}`);
const running: RunningPostgres[] = [];

async function start(): Promise<RunningPostgres & { pid: number }> {
  const postgres = await startPostgres({ name });
  running.push(postgres);
  const { pid } = postgres;
  if (pid === undefined) throw new Error('No server was started.');
  return { ...postgres, pid };
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the database in a process of its own, which is then killed without warning. */
async function abandonServer(): Promise<{ pid: number; url: string }> {
  const code = `import { startPostgres } from '${repoRoot}/scripts/postgres.ts';
    const { pid, url } = await startPostgres({ name: '${name}' });
    console.log(JSON.stringify({ pid, url }));
    setInterval(() => undefined, 1000);`;
  const command: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', code],
    {
      cwd: repoRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(command.stdout ?? command, 'data');
  command.kill('SIGKILL');
  await once(command, 'exit');
  return JSON.parse(String(line));
}

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
});

afterAll(() => {
  const log = `${dataRoot}/logs/pg-${name}.log`;
  for (const path of [directory, `${directory}.password`, log])
    rmSync(path, { recursive: true, force: true });
});

test('rows survive a killed postmaster', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('rows survive a clean stop, and the server is gone after it', async () => {
  const first = await start();
  await query(first.url, 'create table stayed as select 1 as n');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  expect(await query(second.url, 'select n from stayed')).toEqual([{ n: 1 }]);
});

test('a server orphaned by a killed command is stopped and replaced, rows kept', async () => {
  const orphan = await abandonServer();
  expect(isAlive(orphan.pid)).toBe(true);
  await query(orphan.url, 'create table orphaned as select 7 as n');
  const next = await start();
  expect(isAlive(orphan.pid)).toBe(false);
  expect(await query(next.url, 'select n from orphaned')).toEqual([{ n: 7 }]);
});

test('rows survive when server and command are killed together', async () => {
  const orphan = await abandonServer();
  await query(orphan.url, 'create table doomed as select 8 as n');
  process.kill(orphan.pid, 'SIGKILL');
  const next = await start();
  expect(await query(next.url, 'select n from doomed')).toEqual([{ n: 8 }]);
});

test('a database in use by a living command is left alone', async () => {
  const first = await start();
  await expect(startPostgres({ name })).rejects.toThrow(/Stop it first/);
  expect(await query(first.url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a lock file that names a foreign living process does not block the start', async () => {
  const first = await start();
  const lockFile = join(directory, 'postmaster.pid');
  const lines = (await readFile(lockFile, 'utf8')).split('\n');
  process.kill(first.pid, 'SIGKILL');
  await stopServer(first.pid, 'SIGQUIT');
  writeFileSync(lockFile, [process.pid, ...lines.slice(1)].join('\n'));
  const second = await start();
  expect(await query(second.url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('only loopback, only with the password, and the password file is private', async () => {
  const postgres = await start();
  const open = new URL(postgres.url);
  open.password = 'guess';
  await expect(query(open.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  expect(await query(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(statSync(`${directory}.password`).mode & 0o777).toBe(0o600);
});

test('a throwaway server starts empty and leaves no file', async () => {
  const postgres = await startPostgres({ name, throwaway: true });
  running.push(postgres);
  const [row] = await query(postgres.url, "select current_setting('data_directory') as path");
  const path = String(Object(row).path);
  await postgres.stop();
  expect(existsSync(path)).toBe(false);
});

test('a given address is used as it is and no server is started', async () => {
  const externalUrl = 'postgres://somebody@192.0.2.1/theirs';
  expect(await startPostgres({ name, externalUrl })).toMatchObject({ url: externalUrl });
});
