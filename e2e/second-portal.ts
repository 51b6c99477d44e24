import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { startAwsPortal } from '../scripts/aws/local/aws-portal';
import { startCommand } from '../scripts/build-portal';
import { freePort } from '../scripts/free-port';
import { type ManagedProcess, startProcess } from '../scripts/managed-process';
import { dataRoot } from '../scripts/repo-root';
import { onAws } from './built-files';
import { placeOf } from './fixtures';

export interface SecondPortal {
  readonly url: string;
  /** Takes its database away: open connections break, new ones are refused. Only its own. */
  cutDatabase(): void;
  stop(): Promise<void>;
}

/** Another portal of the same production build, whose database can be taken away without anybody else noticing. */
export async function startSecondPortal(): Promise<SecondPortal> {
  const databaseUrl = new URL(process.env.DATABASE_URL ?? '');
  const link = await startLink(Number(databaseUrl.port), databaseUrl.hostname);
  databaseUrl.host = `127.0.0.1:${link.port}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { APP_URL: url, NEXTAUTH_URL: url, DATABASE_URL: databaseUrl.href, JOBS_INTERVAL_SECONDS: '' };
  const portal = await (onAws ? startFunctions(port, env) : startNext(port, env));
  const ended = portal.ended.then(() => Promise.reject(new Error(`The portal ended:\n${portal.tail()}`)));
  await Promise.race([answered(`${url}/api/health`), ended]);
  return {
    url,
    cutDatabase: link.cut,
    stop: async () => {
      ended.catch(() => undefined);
      await portal.stop();
      link.cut();
    },
  };
}

type Environment = Record<string, string>;
type Portal = Pick<ManagedProcess, 'ended' | 'tail' | 'stop'>;

async function startNext(port: number, env: Environment): Promise<Portal> {
  return startProcess({
    name: 'second portal',
    command: process.execPath,
    args: [...startCommand, '-H', 'localhost', '-p', String(port)],
    env,
    logFile: `${dataRoot}/logs/second-portal.log`,
  });
}

/** Functions of their own, from the same bundles, behind a front of their own. */
async function startFunctions(port: number, change: Environment): Promise<Portal> {
  const stops: (() => Promise<unknown>)[] = [];
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const onStop = (stop: () => Promise<unknown>) => void stops.push(stop);
  const secretsUrl = placeOf('E2E_SECRETS_URL');
  const portal = await startAwsPortal({ name: 'second', host: 'localhost', port, env, secretsUrl, onStop });
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  return { ...portal, stop };
}

async function answered(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function startLink(port: number, host: string): Promise<{ port: number; cut: () => void }> {
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = connect(port, host);
    for (const [from, to] of [[client, server] as const, [server, client] as const]) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  const cut = () => {
    listener.close();
    sockets.forEach((socket) => socket.destroy());
  };
  return { port: address.port, cut };
}
