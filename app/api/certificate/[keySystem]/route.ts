import { answering, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { answerCertificate } from '@/lib/playback/answer-certificate';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'certificate';

/** A key system's server certificate for anyone: it names no key, and a CDN may keep it. */
export async function GET(
  _request: Request,
  context: RouteContext<'/api/certificate/[keySystem]'>,
): Promise<Response> {
  return answering(where, async () => {
    const { keySystem } = await context.params;
    return toResponse(await answerCertificate(keySystem, runtime().now));
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
export const PUT = methodNotAllowed(where, 'GET, HEAD');
export const PATCH = methodNotAllowed(where, 'GET, HEAD');
export const DELETE = methodNotAllowed(where, 'GET, HEAD');
