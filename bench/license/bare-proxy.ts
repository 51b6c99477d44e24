import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

const secret = process.env.PLAYBACK_TOKEN_SECRET ?? '';
const vendorUrl = new URL(process.env.BENCH_VENDOR_URL ?? '');
const agent = new Agent({ keepAlive: true });

/** The least that a license proxy can do: check the token's HMAC, pass the body on, pass the answer back. */
const server = createServer((request, response) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  if (isSigned(token)) passOn(request, response);
  else response.writeHead(401).end();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});

function isSigned(token: string): boolean {
  const dot = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(dot + 1), 'base64url');
  const expected = createHmac('sha256', secret).update(token.slice(0, dot)).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

function passOn(request: IncomingMessage, response: ServerResponse): void {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': request.headers['content-length'],
  };
  const path = (request.url ?? '').slice('/api/license'.length);
  const { hostname, port } = vendorUrl;
  const outgoing = ask({ agent, hostname, port, path, method: 'POST', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  request.pipe(outgoing);
}
