import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FunctionUrlEvent } from '../../scripts/aws/entries/function-url';

/** Since the process was started, and what it has computed until then (user and system). */
export interface Mark {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface ColdStart {
  /** The function's file is loaded. */
  readonly loaded: Mark;
  /** The first event is answered, to the last byte. */
  readonly answered: Mark;
}

export interface Start {
  /** With `index.mjs` in it. */
  readonly folder: string;
  /** All of its environment but PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly event: FunctionUrlEvent;
}

const host = fileURLToPath(new URL('./lambda-host.mjs', import.meta.url));
const markHeader = z.object({ atMs: z.number(), cpuMs: z.number() });

/**
 * One new process of that Node, one event, from this end as Lambda's Runtime API. Rejects with its output when it ends
 * before, and with an answer that is not 200.
 */
export async function startCold(node: string, { folder, env, event }: Start): Promise<ColdStart> {
  const marks: Mark[] = [];
  let startedMs = 0;
  let answer: Buffer = Buffer.alloc(0);
  const api = await listen(async (request, response) => {
    if (request.method === 'POST') {
      answer = await buffer(request);
      response.writeHead(202).end();
      return;
    }
    const { atMs, cpuMs } = markHeader.parse(JSON.parse(String(request.headers['x-mark'])));
    marks.push({ wallMs: atMs - startedMs, cpuMs });
    if (marks.length === 2) response.writeHead(410).end();
    else response.writeHead(200, { 'lambda-runtime-aws-request-id': '1' }).end(JSON.stringify(event));
  });
  startedMs = performance.timeOrigin + performance.now();
  const child = spawn(node, [host, folder], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      ...env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${portOf(api)}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [child.stdout, child.stderr].map((stream) => buffer(stream));
  await once(child, 'exit');
  api.closeAllConnections();
  api.close();
  const [loaded, answered] = marks;
  if (loaded === undefined || answered === undefined)
    throw new Error(`${folder} did not answer:\n${Buffer.concat(await Promise.all(output)).toString()}`);
  requireAnswered(folder, answer);
  return { loaded, answered };
}

const status = z.object({ statusCode: z.literal(200) });

/** A streamed answer begins with its status in JSON and eight zero bytes; a buffered one is JSON. */
function requireAnswered(folder: string, answer: Buffer): void {
  const [head = ''] = answer.toString('latin1').split('\0');
  if (!head.startsWith('{') || !status.safeParse(JSON.parse(head)).success)
    throw new Error(`${folder} answered: ${head.slice(0, 500)}`);
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(Error(String(error))));
  });
  // However long a function takes on a busy machine.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}
