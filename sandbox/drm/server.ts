import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../listen';
import { clearKeyLicense, type VendorAnswer, vendorRefusal } from './clearkey-license';
import { kidToUuid } from './content-keys';
import { createFaults, type Fault } from './faults';
import { namedKids } from './license-request';
import { readLimited } from './read-limited';
import { createRequestLog } from './request-log';

export interface DrmTwinOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** Shared with the origin twin: KIDs and keys come from it. */
  contentKeySecret: string;
  /** Shared with the customer, who signs entitlement tokens with it. */
  vendorSecret: string;
}

type Twin = ReturnType<typeof createTwin>;

const largestBody = 64 * 1024;
const hugeBody = 16 * 1024 * 1024;

/** Starts the DRM vendor on loopback. Keeps no state but faults and a request log. */
export async function startDrmTwin(
  options: DrmTwinOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const twin = createTwin(options);
  const server = createServer((request, response) => {
    answer(twin, request, response).catch((error: unknown) => {
      console.error('DRM twin:', error);
      response.destroy();
    });
  });
  return listenOnLoopback(server, options.port);
}

function createTwin({ contentKeySecret, vendorSecret }: DrmTwinOptions) {
  return { secrets: { contentKeySecret, vendorSecret }, faults: createFaults(), log: createRequestLog() };
}

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://drm');
  if (pathname === '/clearkey') return license(twin, request, response);
  if (pathname === '/healthz') return send(response, { status: 200, body: { ok: true } });
  switch (`${request.method} ${pathname}`) {
    case 'POST /_sandbox/faults': {
      const added = twin.faults.add(await json(request).catch(() => undefined));
      return send(response, { status: added ? 200 : 400, body: { ok: added } });
    }
    case 'GET /_sandbox/requests':
      return send(response, { status: 200, body: twin.log.find(searchParams.get('kid')) });
    default:
      return send(response, {
        status: 404,
        body: { errorCode: 'CKV-1000', message: 'KeyForge: no such API' },
      });
  }
}

async function license(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return send(response, vendorRefusal('method'));
  }
  const body = await readLimited(request, largestBody);
  const kids = namedKids(body ?? '').map(kidToUuid);
  const finish = twin.log.begin(kids);
  response.once('finish', () => finish(response.statusCode));
  const fault = twin.faults.take(kids);
  if (fault?.kind === 'slow') await delay(fault.ms);
  else if (fault !== undefined) return fail(fault.kind, response);
  if (body === undefined) return send(response, vendorRefusal('size'));
  const { authorization } = request.headers;
  send(response, await clearKeyLicense({ authorization, body }, twin.secrets, new Date()));
}

function fail(kind: Exclude<Fault['kind'], 'slow'>, response: ServerResponse): void {
  switch (kind) {
    case '500':
      return send(response, vendorRefusal('internal'));
    case '401':
      return send(response, vendorRefusal('token'));
    case 'html_200':
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<html><body><h1>KeyForge</h1>Scheduled maintenance</body></html>');
    case 'empty_200':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end();
    case 'hang':
      return;
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'redirect':
      // 307 keeps the method: a client that follows shows as a second request in the log.
      return void response.writeHead(307, { location: '/clearkey' }).end();
    case 'huge':
      return send(response, {
        status: 200,
        body: { keys: [], type: 'temporary', pad: 'x'.repeat(hugeBody) },
      });
  }
}

function send(response: ServerResponse, { status, body }: VendorAnswer): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  response.writeHead(status, headers).end(JSON.stringify(body));
}
