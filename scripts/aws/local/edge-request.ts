import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { z } from 'zod';
import type { Behavior } from './distribution';

type Headers = Readonly<Record<string, string>>;

/** Headers of a request and the viewer's address in, headers out. */
export type ViewerRequest = (headers: Headers, address: string) => Headers;

export interface EdgeRequest {
  readonly method: string;
  /** With what of the query is forwarded. */
  readonly path: string;
  readonly headers: Headers;
  /** What a kept answer is found by. */
  readonly key: string;
}

const changed = z.object({ headers: z.record(z.string(), z.object({ value: z.string() })) });

/** Of Node's modules CloudFront's runtime 2.0 has these two, and no others (CloudFront Developer Guide). */
const modules = ['crypto', 'querystring'];
const requireOfNode = createRequire(import.meta.url);

function requireAsThere(name: string): unknown {
  if (!modules.includes(name)) throw new Error(`CloudFront has no module ${name}.`);
  return requireOfNode(name);
}

/** Where CloudFront would say that this machine is. */
const COUNTRY = 'JP';

/** The deployed code of a CloudFront Function, run as it is. */
export function viewerRequestOf(code: string): ViewerRequest {
  const script = new Script(`${code}\nhandler(event)`);
  return (headers, address) => {
    const valued = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
    const event = { request: { headers: valued }, viewer: { ip: address } };
    const answer = changed.parse(script.runInNewContext({ event, require: requireAsThere }));
    return Object.fromEntries(Object.entries(answer.headers).map(([name, { value }]) => [name, value]));
  };
}

/** Only between two machines (RFC 9110 §7.6.1); a viewer cannot say where the request comes from either. */
const ofTheConnection = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'x-stagedoor-origin',
];

/** What is read of a request; the address is the connection's. */
type Incoming = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** What CloudFront would send to the origin for this request, and the key of its answer. */
export function edgeRequest(
  request: Incoming,
  behavior: Behavior,
  viewerRequest: ViewerRequest | undefined,
): EdgeRequest {
  const country: Headers = behavior.knowsCountry ? { 'cloudfront-viewer-country': COUNTRY } : {};
  const given = { ...headersOf(request), ...country };
  const address = request.socket.remoteAddress ?? '127.0.0.1';
  const all = viewerRequest === undefined ? given : viewerRequest(given, address);
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://front');
  const { kept, forwarded } = behavior;
  const encoding = kept === undefined ? all['accept-encoding'] : normalEncoding(all['accept-encoding']);
  const named = kept === undefined ? [] : kept.headers;
  const headers = Object.entries(all).filter(([name]) => {
    if (name === 'host' || name === 'accept-encoding') return false;
    if (name === 'cookie') return forwarded.cookies;
    return forwarded.headers === undefined || forwarded.headers.includes(name) || named.includes(name);
  });
  const query = forwarded.query ? url.search : search(url, kept?.query ?? []);
  const keyed = named.map((name) => `${name}:${all[name] ?? ''}`);
  return {
    method,
    path: url.pathname + query,
    headers: { ...Object.fromEntries(headers), ...(encoding ? { 'accept-encoding': encoding } : {}) },
    key: [method, url.pathname + search(url, kept?.query ?? []), encoding ?? '', ...keyed].join('\n'),
  };
}

function headersOf(request: Incoming): Headers {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || ofTheConnection.includes(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
}

/** Of all that a browser accepts CloudFront keeps brotli and gzip apart, and nothing else. */
function normalEncoding(accepted = ''): string | undefined {
  const wanted = ['br', 'gzip'].filter((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  return wanted.length === 0 ? undefined : wanted.join(',');
}

function search(url: URL, names: readonly string[]): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => names.includes(name))).toString();
  return kept === '' ? '' : `?${kept}`;
}
