import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonReply } from './accounts/reply-form';
import type { KeySystem, Reply, VendorAccount } from './accounts/vendor-account';
import type { Fault } from './faults';

const hugeBody = 16 * 1024 * 1024;
const garbageBytes = 700;

interface Place {
  account: VendorAccount;
  keySystem: KeySystem | undefined;
  /** Path and query of the request. */
  url: string;
}

/** The reply of a fault that needs no license; undefined for the other faults. */
export function faultReply(kind: Fault['kind'], { account, keySystem, url }: Place): Reply | undefined {
  switch (kind) {
    case '500':
      return { ...account.refuse('internal', keySystem), status: 500 };
    case '401':
      return { ...account.refuse('signature', keySystem), status: 401 };
    case '403':
      return { ...account.refuse('kid', keySystem), status: 403 };
    case 'html_200':
      return htmlReply;
    case 'empty_200':
      return { status: 200, headers: { 'content-type': emptyType(account) }, body: '' };
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'application/octet-stream' },
        body: garbage(),
      };
    case 'redirect':
      // 307 keeps the method: a client that follows shows as a second request in the log.
      return { status: 307, headers: { location: url }, body: '' };
    case 'huge':
      return jsonReply(200, { keys: [], type: 'temporary', pad: 'x'.repeat(hugeBody) });
    default:
      return undefined;
  }
}

/** Sends a reply. */
export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
}

/** Sends the head of a reply at once and its body byte by byte, until the client has enough of it. */
export async function sendSlowly(response: ServerResponse, reply: Reply, ms: number): Promise<void> {
  const body = Buffer.from(reply.body);
  const length = { 'content-length': String(body.length) };
  response.writeHead(reply.status, { 'cache-control': 'no-store', ...reply.headers, ...length });
  response.flushHeaders();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for (const byte of body) {
    // Aborted: the client has hung up.
    const waited = await delay(ms, true, { signal: gone.signal }).catch(() => false);
    if (!waited) return;
    response.write(Uint8Array.of(byte));
  }
  response.end();
}

const htmlReply: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>KeyForge</h1>Scheduled maintenance</body></html>',
};

function emptyType({ vendor }: VendorAccount): string {
  return vendor === 'clearkey' ? 'application/json' : 'application/octet-stream';
}

/** Random, but never by chance the beginning of a license, of markup or of a certificate. */
function garbage(): Uint8Array {
  return Buffer.concat([Uint8Array.of(0xff, 0xfe, 0x00), randomBytes(garbageBytes)]);
}
