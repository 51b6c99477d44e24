import http from 'node:http';
import https from 'node:https';
import type { VendorReply, VendorRequest } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';

const TOTAL_TIMEOUT_MS = 4000;
const MAX_REPLY_BYTES = 256 * 1024;

/** Keep-alive agents, not fetch: a third of the CPU per license, and redirects are never followed. */
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
};

/**
 * One POST to a vendor with our headers only. Whatever status comes is a reply; a redirect is one too. Throws
 * Fault `upstream_timeout` after 4 s in all, `upstream_failed` for a broken or oversized reply.
 */
export function sendToVendor(request: VendorRequest): Promise<VendorReply> {
  const url = new URL(request.url);
  const isTls = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? https : http).request(url, {
      method: 'POST',
      agent: isTls ? agents['https:'] : agents['http:'],
      headers: { ...request.headers, 'content-length': String(request.body.length) },
    });
    const timer = setTimeout(() => {
      reject(new Fault('upstream_timeout', 'DRM vendor'));
      outgoing.destroy();
    }, TOTAL_TIMEOUT_MS);
    const fail = (cause: unknown) => reject(new Fault('upstream_failed', 'DRM vendor', { cause }));
    outgoing.on('error', fail);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('response', (incoming) => {
      readReply(incoming).then(resolve, fail);
    });
    outgoing.end(request.body);
  });
}

async function readReply(incoming: http.IncomingMessage): Promise<VendorReply> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_REPLY_BYTES) {
      incoming.destroy();
      throw new Error(`reply is over ${MAX_REPLY_BYTES} bytes`);
    }
    chunks.push(bytes);
  }
  return {
    status: incoming.statusCode ?? 0,
    contentType: incoming.headers['content-type'] ?? '',
    body: Buffer.concat(chunks),
  };
}
