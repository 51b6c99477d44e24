import { createServer, type IncomingMessage } from 'node:http';
import { type Database, database } from '@/lib/db/client';
import { now } from '@/lib/clock';
import type { PlainAnswer } from '@/lib/http/problem';
import { answerLicense } from '@/lib/playback/answer-license';

const db = process.env.BENCH_DATABASE === 'memory' ? answeringFromMemory(database()) : database();

/** The license route without its framework: our core behind node's own server. */
const server = createServer((request, response) => {
  void answer(request).then(({ status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});

async function answer(request: IncomingMessage): Promise<PlainAnswer> {
  const keySystem = (request.url ?? '').slice('/api/license/'.length);
  const headers = { get: (name: string) => headerOf(request, name) };
  return answerLicense(db, { keySystem, headers, body: await bodyOf(request) }, now());
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** The first answer of the real database, for ever: what is left is all that the database does not cost. */
function answeringFromMemory(real: Database): Database {
  const ask = real.execute.bind(real);
  let kept: Promise<unknown> | undefined;
  const execute = (query: Parameters<Database['execute']>[0]) =>
    (kept ??= ask(query).then((result) => result));
  return Object.assign(real, { execute });
}
