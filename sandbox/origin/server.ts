import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../listen';
import { createFaults, parsePattern } from './faults';
import { createLiveOrigin } from './live-origin';
import { createRequestLog } from './request-log';
import { type CookieRefusal, keyGroup, refusalBody, refusalOf } from './signed-cookies';

export interface OriginTwinOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** Shared with the DRM twin and with nobody else. */
  contentKeySecret: string;
  /** PEM public keys by key pair id: segments are then for those alone whose cookies one of them signed. */
  publicKeys?: Readonly<Record<string, string>> | undefined;
}

type Twin = ReturnType<typeof createTwin>;

/**
 * Starts the live origin on loopback. Keeps no state but faults, a request log and a segment cache. It calls itself
 * localhost: cookies ignore ports but not names, and the portal that sets them is localhost too.
 */
export async function startOriginTwin(
  options: OriginTwinOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const twin = createTwin(options);
  const server = createServer((request, response) => {
    answer(twin, request, response).catch((error: unknown) => {
      console.error('origin twin:', error);
      response.destroy();
    });
  });
  const { url, close } = await listenOnLoopback(server, options.port);
  return { url: url.replace('127.0.0.1', 'localhost'), close };
}

function createTwin({ contentKeySecret, publicKeys }: OriginTwinOptions) {
  return {
    live: createLiveOrigin(contentKeySecret),
    faults: createFaults(),
    log: createRequestLog(),
    keys: publicKeys && keyGroup(publicKeys),
  };
}

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://origin');
  if (url.pathname === '/healthz') return sendJson(response, 200, { ok: true });
  if (url.pathname.startsWith('/_sandbox/')) return control(twin, request, response);
  return deliver(twin, request, response);
}

async function control(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://origin');
  const route = `${request.method} ${pathname}`;
  if (route === 'POST /_sandbox/faults') {
    if (twin.faults.add(await text(request))) return sendJson(response, 200, { ok: true });
    return sendJson(response, 400, { error: 'kind, match, count and ms must describe a fault' });
  }
  if (route === 'GET /_sandbox/requests') {
    const match = parsePattern(searchParams.get('match') ?? '');
    if (match !== undefined) return sendJson(response, 200, twin.log.find(match));
    return sendJson(response, 400, { error: 'match must be a regular expression' });
  }
  return sendJson(response, 404, { error: 'no such control' });
}

async function deliver(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  allowOrigin(request, response);
  if (request.method === 'OPTIONS') return answerPreflight(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD, OPTIONS');
    return sendText(response, 405, 'Method Not Allowed');
  }
  const url = request.url ?? '/';
  const finish = twin.log.begin(url);
  response.once('finish', () => finish(response.statusCode));
  const fault = twin.faults.take(url);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'drop') return void request.socket.destroy();
  if (fault?.kind === '503') return sendText(response, 503, 'Service Unavailable');
  if (fault?.kind === 'slow') await delay(fault.ms);
  const asked = new URL(url, `http://${request.headers.host ?? 'origin'}`);
  const refusal = refusalFor(twin, asked, request);
  if (refusal !== undefined) return sendRefusal(response, refusal);
  const found = twin.live(url, Date.now());
  if (found === undefined) return sendText(response, 404, 'Not Found');
  const { contentType, cacheControl, body } = found;
  response.writeHead(200, {
    'content-type': contentType,
    'cache-control': cacheControl,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Manifests are for everybody: a page may fetch one before its viewer is let in. */
function refusalFor({ keys }: Twin, asked: URL, request: IncomingMessage): CookieRefusal | undefined {
  if (keys === undefined || !/(?:\/init\.mp4|\.m4s|\.vtt)$/.test(asked.pathname)) return undefined;
  return refusalOf({ cookies: request.headers.cookie, url: asked.href, keys, now: Date.now() });
}

/** `*` does not go with credentials, so the asking origin is named when there is one. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  response.setHeader('access-control-allow-origin', origin ?? '*');
  response.setHeader('access-control-expose-headers', 'date, content-length');
  response.setHeader('vary', 'origin');
  if (origin !== undefined) response.setHeader('access-control-allow-credentials', 'true');
}

function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const wanted = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-methods', 'GET, HEAD, OPTIONS');
  response.setHeader('access-control-max-age', '600');
  if (wanted !== undefined) response.setHeader('access-control-allow-headers', wanted);
  response.writeHead(204).end();
}

function sendText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(body);
}

function sendRefusal(response: ServerResponse, refusal: CookieRefusal): void {
  response.writeHead(403, { 'content-type': 'text/xml', 'cache-control': 'no-store' });
  response.end(refusalBody(refusal));
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
