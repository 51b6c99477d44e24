import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { OnStop } from '../../run-command';
import { answerAsset } from './assets';
import type { Behavior, LocalDistribution } from './distribution';
import { createEdgeCache, type EdgeAnswer, type EdgeCache } from './edge-cache';
import { edgeRequest, type EdgeRequest, viewerRequestOf, type ViewerRequest } from './edge-request';
import { sendAnswer, withSecurityHeaders } from './viewer-response';

export interface FrontPlan {
  readonly distribution: LocalDistribution;
  readonly host: string;
  readonly port: number;
  /** Function URLs, without trailing slashes. */
  readonly functions: Readonly<Record<'server' | 'license', string>>;
  readonly originSecret: string;
  readonly assetFolder: string;
}

interface Front {
  readonly plan: FrontPlan;
  readonly cache: EdgeCache;
  /** By their source. */
  readonly viewerRequests: ReadonlyMap<string | undefined, ViewerRequest>;
}

/**
 * CloudFront as far as our template uses it: behaviors in their order, allowed methods, the function that sees every request,
 * what of a request is forwarded, one cache, files of the bucket, the origin secret. Not imitated: TLS and its redirect,
 * HTTP/2 and 3, firewall, compression at the edge, many edges.
 */
export async function startFront(onStop: OnStop, plan: FrontPlan): Promise<EdgeCache> {
  const cache = createEdgeCache();
  const sources = plan.distribution.behaviors.flatMap(({ viewerRequest }) => viewerRequest ?? []);
  const viewerRequests = new Map(sources.map((source) => [source, viewerRequestOf(source)]));
  const front: Front = { plan, cache, viewerRequests };
  const server = createServer((request, response) => {
    answer(front, request, response).catch((error: unknown) => {
      console.error('front:', error);
      if (!response.headersSent) response.writeHead(502, { 'x-cache': 'Error from cloudfront' });
      response.end();
    });
  });
  // Longer than callers keep an idle connection: one that is closed as it is used again loses a request (decision 67).
  server.keepAliveTimeout = 150_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(plan.port, plan.host, resolve);
  });
  onStop(async () => {
    server.closeAllConnections();
    server.close();
  });
  return cache;
}

async function answer(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const behavior = behaviorFor(front.plan.distribution.behaviors, path);
  if (!behavior.methods.includes(request.method ?? 'GET')) {
    response.writeHead(403, { 'x-cache': 'Error from cloudfront' }).end();
    return;
  }
  if (behavior.origin === 'assets') {
    sendAnswer(response, { answer: answerAsset(front.plan.assetFolder, path), from: 'Miss', ageSeconds: 0 });
    return;
  }
  const sent = edgeRequest(request, behavior, front.viewerRequests.get(behavior.viewerRequest));
  const isKept = behavior.kept !== undefined && (request.method === 'GET' || request.method === 'HEAD');
  if (!isKept) return pass(front, { request, response, sent, behavior });
  const served = await front.cache.serve(sent.key, async () => fetchWhole(front, sent, behavior));
  sendAnswer(response, served);
}

/** The first behavior whose pattern fits: `*` is any text with slashes, `?` any one character. */
export function behaviorFor(behaviors: readonly Behavior[], path: string): Behavior {
  const found = behaviors.find(({ pattern }) => pattern === undefined || fits(pattern, path));
  if (found === undefined) throw new Error('The distribution has no default behavior.');
  return found;
}

function fits(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source.startsWith('/') ? '' : '/'}${source}$`).test(path);
}

interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly sent: EdgeRequest;
  readonly behavior: Behavior;
}

/** To the function and back, as it streams. */
async function pass(front: Front, { request, response, sent, behavior }: Passing): Promise<void> {
  const origin = await send(front, behavior, { sent, body: await buffer(request) });
  // CloudFront would keep it for its viewer, for a second: such an answer has forgotten to say what it is.
  const mayBeKept = behavior.knowsCountry && request.method === 'GET' && origin.statusCode === 200;
  if (mayBeKept && !/\b(no-store|private)\b/.test(origin.headers['cache-control'] ?? ''))
    throw new Error(`${sent.path} does not say no-store.`);
  response.writeHead(origin.statusCode ?? 502, {
    ...withSecurityHeaders(origin.headers),
    'x-cache': 'Miss from cloudfront',
  });
  origin.pipe(response);
  response.on('close', () => origin.destroy());
}

async function fetchWhole(front: Front, sent: EdgeRequest, behavior: Behavior): Promise<EdgeAnswer> {
  const origin = await send(front, behavior, { sent, body: Buffer.alloc(0) });
  return { status: origin.statusCode ?? 502, headers: origin.headers, body: await buffer(origin) };
}

function send(
  { plan }: Front,
  { origin }: Behavior,
  { sent, body }: { sent: EdgeRequest; body: Buffer },
): Promise<IncomingMessage> {
  const url = new URL(plan.functions[origin === 'license' ? 'license' : 'server']);
  const length = body.length > 0 ? { 'content-length': String(body.length) } : {};
  return new Promise((resolve, reject) => {
    const asking = ask(
      {
        // A kept connection that its function's host closes as it is used again would lose an invocation.
        agent: false,
        host: url.hostname,
        port: url.port,
        method: sent.method,
        path: sent.path,
        headers: { ...sent.headers, ...length, host: url.host, 'x-stagedoor-origin': plan.originSecret },
      },
      resolve,
    );
    asking.once('error', reject).end(body);
  });
}
