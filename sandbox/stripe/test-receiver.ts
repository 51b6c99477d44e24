import { createServer, type Server } from 'node:http';
import { listenOnLoopback } from '../listen';

export interface Receiver {
  url: string;
  close(): Promise<void>;
  /** Statuses still to answer with; 200 when none is left. */
  answers: number[];
  received: { body: string; signature: string }[];
}

/** A webhook endpoint that keeps what it gets and verifies nothing. */
export async function startReceiver(): Promise<Receiver> {
  const answers: Receiver['answers'] = [];
  const received: Receiver['received'] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ body, signature: String(request.headers['stripe-signature']) });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 308 ? { location: '/elsewhere' } : {}).end();
    });
  });
  return { ...(await listenOnLoopback(server)), answers, received };
}
