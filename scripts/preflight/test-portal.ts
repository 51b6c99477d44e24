import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { GET as certificate } from '@/app/api/certificate/[keySystem]/route';
import { GET as health } from '@/app/api/health/route';
import { POST as license } from '@/app/api/license/[keySystem]/route';
import { POST as playback } from '@/app/api/playback/route';
import { POST as webhook } from '@/app/api/stripe/webhook/route';

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The product's own routes, as far as preflight asks them, without the framework around them. */
export function startTestPortal(port = 0): Promise<TestServer> {
  return startTestServer((incoming, outgoing) => {
    void answer(incoming).then(async (response) => {
      outgoing.statusCode = response.status;
      outgoing.setHeaders(response.headers);
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  }, port);
}

/** Any HTTP server on a port of its own. */
export async function startTestServer(listener: RequestListener, port = 0): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] satisfies [string, string]] : [],
  );
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' ? null : new Uint8Array(await buffer(incoming));
  const request = new Request(url, { method, headers, body });
  const [, route = '', last = ''] = /^\/api\/(license|certificate)\/(\w+)$/.exec(url.pathname) ?? [];
  const context = { params: Promise.resolve({ keySystem: last }) };
  if (route === 'license') return license(request, context);
  if (route === 'certificate') return certificate(request, context);
  if (url.pathname === '/api/playback') return playback(request);
  if (url.pathname === '/api/stripe/webhook') return webhook(request);
  if (url.pathname === '/api/health') return health();
  if (url.pathname === '/tickets')
    return new Response(null, { status: 307, headers: { location: '/sign-in?next=/tickets' } });
  return new Response(null, { status: 404 });
}
