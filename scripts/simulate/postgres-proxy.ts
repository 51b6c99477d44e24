import { connect, createServer, type Socket } from 'node:net';
import type { FaultBoard } from './fault-board';
import { createFrameReader, statementOf } from './postgres-frames';
import { createStatementNames } from './statement-names';

export interface PostgresProxy {
  /** The database's address by way of this proxy. */
  readonly url: string;
  /** Cuts every connection and refuses new ones, until `restore`. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

interface Link {
  readonly server: Socket;
  readonly postgres: Socket;
  readonly board: FaultBoard;
  /** The statement whose answer is awaited; none while the connection is being set up. */
  current: string | undefined;
}

/** A database address that names each statement and each commit at the fault board, on the way there and back. */
export async function startPostgresProxy(databaseUrl: string, board: FaultBoard): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const listener = createServer((server) => {
    if (isCut) return void server.destroy();
    const postgres = connect(Number(target.port), target.hostname);
    const link: Link = { server, postgres, board, current: undefined };
    for (const socket of [server, postgres]) {
      open.add(socket);
      socket.setNoDelay(true).on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        drop(link);
      });
    }
    void toPostgres(link).catch(() => drop(link));
    void toServer(link).catch(() => drop(link));
  });
  const port = await listen(listener);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  const dropAll = () => open.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      dropAll();
    },
    restore: () => void (isCut = false),
    close: () => {
      dropAll();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

async function toPostgres(link: Link): Promise<void> {
  const names = createStatementNames();
  const read = createFrameReader(true);
  for await (const chunk of link.server) {
    for (const frame of read(Buffer.from(chunk))) {
      const text = statementOf(frame);
      if (text !== undefined) {
        link.current = names.next(text);
        if (!(await mayPass(link, 'before'))) return;
      }
      link.postgres.write(frame.raw);
    }
  }
  drop(link);
}

async function toServer(link: Link): Promise<void> {
  const read = createFrameReader(false);
  let answer: Buffer[] = [];
  for await (const chunk of link.postgres) {
    for (const frame of read(Buffer.from(chunk))) {
      answer.push(frame.raw);
      const isWhole = link.current === undefined || frame.type === 'Z';
      if (!isWhole) continue;
      if (link.current !== undefined && !(await mayPass(link, 'after'))) return;
      link.server.write(Buffer.concat(answer));
      answer = [];
    }
  }
  drop(link);
}

/** A hanging call ends when the server gives it up. */
async function mayPass(link: Link, when: 'before' | 'after'): Promise<boolean> {
  const verdict = await link.board.pass(link.current ?? 'db:other', when);
  if (verdict === 'cut') drop(link);
  return verdict === 'pass';
}

function drop({ server, postgres }: Link): void {
  server.destroy();
  postgres.destroy();
}

function listen(listener: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = listener.address();
      if (address === null || typeof address === 'string') reject(new Error('No TCP address.'));
      else resolve(address.port);
    });
  });
}
