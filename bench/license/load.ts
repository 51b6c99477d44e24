import { Agent, request as ask } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { MeasuredServer } from './measured-server';

export interface LoadRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const CONCURRENCY = 16;
const agent = new Agent({ keepAlive: true });

/** CPU microseconds of the server for each of these requests, 16 at a time over kept connections. */
export async function cpuPerRequest(
  server: MeasuredServer,
  requests: readonly LoadRequest[],
): Promise<number> {
  const before = await server.cpuMicros();
  let next = 0;
  const work = async () => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      await send(server.port, request);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return ((await server.cpuMicros()) - before) / requests.length;
}

/**
 * Milliseconds to each answer at a fixed rate, slow answers or not: counted from when a request was due, so that one
 * that had to wait for its turn counts as slow.
 */
export async function latencies(
  { port }: MeasuredServer,
  requests: readonly LoadRequest[],
  perSecond: number,
): Promise<readonly number[]> {
  const began = performance.now() + 20;
  const answers: Promise<number>[] = [];
  for (const [index, request] of requests.entries()) {
    const due = began + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    answers.push(send(port, request).then(() => performance.now() - due));
  }
  return Promise.all(answers);
}

function send(port: number, { path, headers, body }: LoadRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port, path, method: 'POST', headers };
    const outgoing = ask(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 && chunks.length > 0) resolve();
        else reject(new Error(`${path}: ${response.statusCode} ${Buffer.concat(chunks).toString()}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
