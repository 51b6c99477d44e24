import http from 'node:http';
import https from 'node:https';
import type { VendorReply } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';

/** One HTTP call to a DRM vendor; `headers` are all that it gets from us beside host, length and connection. */
export interface VendorCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface ConnectionLimits {
  /** Name look-up, TCP and TLS together. */
  readonly connectMs: number;
  readonly maxReplyBytes: number;
}

export type ExchangeOutcome =
  | { readonly ok: true; readonly reply: VendorReply }
  /** `wasSent` is false only when not one byte of the request can have left. */
  | { readonly ok: false; readonly fault: Fault; readonly wasSent: boolean };

/**
 * Without a time-out of its own the agent does not heed the server's `keep-alive: timeout` either. No `maxSockets`: the
 * guard limits calls, and a call that waits inside the agent would use up its connect time there.
 */
const agentOptions = { keepAlive: true, timeout: 30_000 };
const agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };

/**
 * One HTTP exchange over a kept-alive connection: calls `settle` exactly once, never throws for what the vendor does.
 * Any status is a reply, redirects too; status, content type and body are all that comes back. Faults are `drm_timeout`
 * (no connection in time) and `drm_failed`. The caller may destroy the returned request.
 */
export function exchange(
  call: VendorCall,
  limits: ConnectionLimits,
  settle: (outcome: ExchangeOutcome) => void,
): http.ClientRequest {
  const outgoing = openRequest(call);
  let wasSent = false;
  let isSettled = false;
  const settleOnce = (outcome: () => ExchangeOutcome) => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(connectTimer);
    settle(outcome());
  };
  const fail = (cause: unknown, code: 'drm_failed' | 'drm_timeout' = 'drm_failed') =>
    settleOnce(() => ({ ok: false, fault: faultOf(code, cause), wasSent }));
  const connectTimer = setTimeout(() => {
    fail('no connection in time', 'drm_timeout');
    outgoing.destroy();
  }, limits.connectMs);
  outgoing.on('error', (cause) => fail(cause));
  outgoing.on('close', () => fail('connection closed without a reply'));
  outgoing.on('response', (incoming) => {
    if (!wasSent) {
      outgoing.destroy(new Error('vendor spoke before it was asked'));
      return;
    }
    readReply(incoming, limits.maxReplyBytes, {
      fail,
      done: (reply) => settleOnce(() => ({ ok: true, reply })),
    });
  });
  whenReady(outgoing, () => {
    clearTimeout(connectTimer);
    if (outgoing.destroyed) return;
    wasSent = true;
    outgoing.end(call.body);
  });
  return outgoing;
}

/** Makes an Error of words only now: each costs its stack trace, and every exchange ends with a `close`. */
function faultOf(code: 'drm_failed' | 'drm_timeout', cause: unknown): Fault {
  return new Fault(code, 'DRM vendor', { cause: typeof cause === 'string' ? new Error(cause) : cause });
}

function openRequest({ method, url, headers, body }: VendorCall): http.ClientRequest {
  const isTls = url.protocol === 'https:';
  // Not the URL itself: node would copy every part of it for each request.
  return (isTls ? https : http).request({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port,
    path: url.pathname + url.search,
    method,
    agent: isTls ? agents.https : agents.http,
    headers: body === undefined ? headers : { ...headers, 'content-length': String(body.length) },
  });
}

/**
 * Node would hand the request to the socket before it is connected; held back until then, a failed connection proves
 * that nothing was sent. A kept connection may have been closed without our having read of it, so that one gets a full
 * turn of the event loop (both immediates: one poll lies between them) to say so.
 */
function whenReady(outgoing: http.ClientRequest, ready: () => void): void {
  outgoing.on('socket', (socket) => {
    if (outgoing.reusedSocket) setImmediate(() => setImmediate(ready));
    else socket.once(outgoing.protocol === 'https:' ? 'secureConnect' : 'connect', ready);
  });
}

function readReply(
  incoming: http.IncomingMessage,
  maxBytes: number,
  on: { fail: (cause: unknown) => void; done: (reply: VendorReply) => void },
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('error', on.fail);
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) incoming.destroy(new Error(`reply is over ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  incoming.on('end', () =>
    on.done({
      status: incoming.statusCode ?? 0,
      contentType: incoming.headers['content-type'] ?? '',
      body: Buffer.concat(chunks, length),
    }),
  );
}
