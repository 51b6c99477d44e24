import { describeError, log } from '@/lib/log';
import { type FunctionUrlEvent, type FunctionUrlReply, plainReply, toReply, toRequest } from './function-url';
import { isFromCdn } from './origin-guard';
import { postLicense } from './post-license';
import { prepare, prepareEarly } from './prepare';

type Answer = (request: Request) => Response | Promise<Response>;
type Methods = Readonly<Record<string, Answer | undefined>>;

prepareEarly();

/**
 * License, beat and certificate as a function of their own: the very routes of `app/api`, without Next around them, each
 * loaded when it is first asked; a license, which somebody waits for, by the use case that its route calls.
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
  return answerAt(event);
}

async function answerAt(event: FunctionUrlEvent): Promise<FunctionUrlReply> {
  const [, kind, name] = /^\/api\/(license|certificate)\/([^/]+)$/.exec(event.rawPath) ?? [];
  const [, session] = /^\/api\/playback\/([^/]+)\/heartbeat$/.exec(event.rawPath) ?? [];
  if (session !== undefined) return answer(event, await ofBeat(session));
  if (name === undefined) return plainReply(404);
  if (kind === 'certificate') return answer(event, await ofCertificate(name));
  if (event.requestContext.http.method === 'POST') return postLicense(decoded(name), event);
  return answer(event, await ofLicense(name));
}

async function answer(event: FunctionUrlEvent, methods: Methods): Promise<FunctionUrlReply> {
  const { method } = event.requestContext.http;
  // As Next does: a route that answers GET answers HEAD by it.
  const wanted = methods[method] ?? (method === 'HEAD' ? methods.GET : undefined);
  if (wanted === undefined) return plainReply(405, { allow: Object.keys(methods).join(', ') });
  const reply = await toReply(await wanted(toRequest(event)));
  return method === 'HEAD' ? { ...reply, body: '' } : reply;
}

async function ofLicense(name: string): Promise<Methods> {
  const { GET, POST, PUT, PATCH, DELETE } = await import('@/app/api/license/[keySystem]/route');
  const params = Promise.resolve({ keySystem: decoded(name) });
  return { GET, PUT, PATCH, DELETE, POST: (request) => POST(request, { params }) };
}

async function ofCertificate(name: string): Promise<Methods> {
  const { GET, POST, PUT, PATCH, DELETE } = await import('@/app/api/certificate/[keySystem]/route');
  const params = Promise.resolve({ keySystem: decoded(name) });
  return { POST, PUT, PATCH, DELETE, GET: (request) => GET(request, { params }) };
}

async function ofBeat(session: string): Promise<Methods> {
  const { GET, POST } = await import('@/app/api/playback/[sessionId]/heartbeat/route');
  const params = Promise.resolve({ sessionId: decoded(session) });
  return { GET, POST: (request) => POST(request, { params }) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not an encoding at all: nothing has such a name.
    return part;
  }
}
