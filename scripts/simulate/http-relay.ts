import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/** `cut` resets the caller's connection; `hang` leaves the caller without an answer. */
export type Answer = Reply | 'cut' | 'hang';

const agent = new Agent({ keepAlive: true });

/** An HTTP server on a free loopback port whose answers come from `handle`. */
export async function startRelay(handle: (message: Message) => Promise<Answer>): Promise<Relay> {
  const server = createServer((incoming, outgoing) => {
    relay({ incoming, outgoing, handle }).catch(() => outgoing.destroy());
  });
  // Nothing of the proxies' own may end a connection: not while a fault keeps it open, nor as it is used again.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No TCP address.'));
      else resolve(address.port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly handle: (message: Message) => Promise<Answer>;
}

async function relay({ incoming, outgoing, handle }: Exchange): Promise<void> {
  const answer = await handle({
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: plainHeaders(incoming),
    body: await readAll(incoming),
  });
  if (answer === 'hang') return;
  if (answer === 'cut') return void outgoing.destroy();
  outgoing.writeHead(answer.status, answer.headers).end(answer.body);
}

/** Sends a message on, bytes as they came. Rejects when nobody answers. */
export function forward(base: string, { method, path, headers, body }: Message): Promise<Reply> {
  const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, base),
      { method, agent, headers: { ...rest, 'content-length': String(body.length) } },
      (response) => {
        readAll(response).then(
          (bytes) =>
            resolve({ status: response.statusCode ?? 502, headers: plainHeaders(response), body: bytes }),
          reject,
        );
      },
    );
    outgoing.once('error', reject).end(body);
  });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const hopByHop = ['connection', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !hopByHop.includes(name) ? [[name, value]] : [],
    ),
  );
}
