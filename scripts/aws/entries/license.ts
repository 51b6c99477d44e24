import * as certificate from '@/app/api/certificate/[keySystem]/route';
import * as license from '@/app/api/license/[keySystem]/route';
import * as beat from '@/app/api/playback/[sessionId]/heartbeat/route';
import { describeError, log } from '@/lib/log';
import { type FunctionUrlEvent, type FunctionUrlReply, plainReply, toReply, toRequest } from './function-url';
import { isFromCdn } from './origin-guard';
import { prepare, prepareEarly } from './prepare';

type Answer = (request: Request) => Response | Promise<Response>;
type Methods = Readonly<Record<string, Answer | undefined>>;

prepareEarly();

/**
 * License, beat and certificate as a function of their own: the very routes of `app/api`, without Next around them.
 * 403 for whoever is not our CDN, 404 for any other address, 503 while secrets cannot be read.
 */
export async function handler(event: FunctionUrlEvent): Promise<FunctionUrlReply> {
  try {
    await prepare();
    if (!(await isFromCdn(event.headers))) return plainReply(403);
  } catch (error) {
    log.error('function.not_ready', { cause: describeError(error) });
    return plainReply(503, { 'retry-after': '5' });
  }
  const methods = methodsOf(event.rawPath);
  if (methods === undefined) return plainReply(404);
  return answer(event, methods);
}

async function answer(event: FunctionUrlEvent, methods: Methods): Promise<FunctionUrlReply> {
  const { method } = event.requestContext.http;
  // As Next does: a route that answers GET answers HEAD by it.
  const wanted = methods[method] ?? (method === 'HEAD' ? methods.GET : undefined);
  if (wanted === undefined) return plainReply(405, { allow: Object.keys(methods).join(', ') });
  const reply = await toReply(await wanted(toRequest(event)));
  return method === 'HEAD' ? { ...reply, body: '' } : reply;
}

function methodsOf(path: string): Methods | undefined {
  const [, kind, name] = /^\/api\/(license|certificate)\/([^/]+)$/.exec(path) ?? [];
  const [, session] = /^\/api\/playback\/([^/]+)\/heartbeat$/.exec(path) ?? [];
  if (session !== undefined) return ofBeat(session);
  if (name === undefined) return undefined;
  return kind === 'license' ? ofLicense(name) : ofCertificate(name);
}

function ofLicense(name: string): Methods {
  const params = Promise.resolve({ keySystem: decoded(name) });
  const { GET, PUT, PATCH, DELETE } = license;
  return { GET, PUT, PATCH, DELETE, POST: (request) => license.POST(request, { params }) };
}

function ofCertificate(name: string): Methods {
  const params = Promise.resolve({ keySystem: decoded(name) });
  const { POST, PUT, PATCH, DELETE } = certificate;
  return { POST, PUT, PATCH, DELETE, GET: (request) => certificate.GET(request, { params }) };
}

function ofBeat(session: string): Methods {
  const params = Promise.resolve({ sessionId: decoded(session) });
  return { GET: beat.GET, POST: (request) => beat.POST(request, { params }) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not an encoding at all: nothing has such a name.
    return part;
  }
}
