import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../listen';
import { handleApiRequest, newRequestId } from './api';
import { handleControlRequest } from './control';
import { apiVersion } from './events';
import { isLiveKey } from './key-kind';
import { servePage } from './pages';
import { createTwin, type Twin } from './twin';
import { stopDelivery } from './webhook-delivery';

export interface StripeTwinOptions {
  /** 0 or absent: a free port. */
  port?: number;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Absent: events are kept and listed, and sent nowhere. */
  webhookUrl?: string;
}

const maximumBodyCharacters = 1_000_000;
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
  'access-control-expose-headers': 'request-id, idempotent-replayed, stripe-should-retry',
};

/**
 * Starts the twin on 127.0.0.1 and resolves with its origin (no trailing slash) once it answers.
 * Rejects for live keys, in production, and when the port is taken. `close` also stops webhook retries.
 */
export async function startStripeTwin(
  options: StripeTwinOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  refuseRealMoney(options);
  const endpoint =
    options.webhookUrl === undefined ? undefined : { url: options.webhookUrl, secret: options.webhookSecret };
  const twin = createTwin(options, endpoint);
  const server = createServer((request, response) => {
    serve(twin, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  const listening = await listenOnLoopback(server, options.port);
  twin.baseUrl = listening.url;
  return {
    url: listening.url,
    close: () => {
      stopDelivery(twin.delivery);
      return listening.close();
    },
  };
}

function refuseRealMoney({ secretKey, publishableKey }: StripeTwinOptions): void {
  if (process.env.NODE_ENV === 'production') throw new Error('The Stripe twin does not start in production.');
  if (isLiveKey(secretKey) || isLiveKey(publishableKey))
    throw new Error('The Stripe twin refuses live keys.');
  if (!secretKey.startsWith('sk_test_')) throw new Error('The secret key must start with sk_test_.');
  if (!publishableKey.startsWith('pk_test_'))
    throw new Error('The publishable key must start with pk_test_.');
}

async function serve(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, { error: 'Body too large' });
  if (url.pathname === '/healthz') return send(response, 200, { status: 'ok', sandbox: true });
  if (url.pathname.startsWith('/v1/')) return serveApi(twin, { request, response, url, body });
  if (url.pathname.startsWith('/_sandbox/')) return serveControl(twin, { request, response, url, body });
  const page = await servePage(twin, { method: request.method ?? 'GET', url, body });
  response.writeHead(page.status, page.headers).end(page.body);
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  body: string;
}

async function serveApi(twin: Twin, { request, response, url, body }: Exchange): Promise<void> {
  for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const id = newRequestId();
  const idempotencyKey = header(request, 'idempotency-key');
  const outcome = await handleApiRequest(twin, {
    id,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    body,
    authorization: request.headers.authorization,
    idempotencyKey,
    stripeVersion: header(request, 'stripe-version'),
  });
  response.setHeader('request-id', id);
  response.setHeader('stripe-version', apiVersion);
  if (idempotencyKey !== undefined) response.setHeader('idempotency-key', idempotencyKey);
  switch (outcome.kind) {
    case 'reset':
      request.socket.destroy();
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>sandbox: a proxy answered</h1>');
      return;
    case 'reply':
      for (const [name, value] of Object.entries(outcome.headers)) response.setHeader(name, value);
      return send(response, outcome.status, outcome.body);
  }
}

/** Only callers on this machine that name it by its own address: no web page can reach these routes. */
function serveControl(twin: Twin, { request, response, url, body }: Exchange): void {
  const host = new URL(`http://${request.headers.host ?? 'none'}`).hostname;
  if (!['127.0.0.1', 'localhost'].includes(host) || request.headers.origin !== undefined) {
    return send(response, 403, { error: 'Control routes answer local programs only.' });
  }
  const parsed = parseJson(body);
  if (parsed instanceof Error) return send(response, 400, { error: 'The body must be JSON.' });
  const reply = handleControlRequest(twin, {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body: parsed,
  });
  send(response, reply.status, reply.body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > maximumBodyCharacters) return undefined;
  }
  return body;
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error('Not JSON', { cause: error });
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
