import { MAX_CHALLENGE_BYTES } from '@/lib/domain/license-limits';
import { readBytes } from '@/lib/http/read-bytes';
import { answering, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { answerLicense } from '@/lib/playback/answer-license';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'license';

/** Challenge bytes in, license bytes or problem JSON out. A missing Content-Type is fine: CDMs send none. */
export async function POST(
  request: Request,
  context: RouteContext<'/api/license/[keySystem]'>,
): Promise<Response> {
  return answering(where, async () => {
    const { keySystem } = await context.params;
    const body = await readBytes(request, MAX_CHALLENGE_BYTES);
    const { db, now } = runtime();
    return toResponse(await answerLicense(db, { keySystem, headers: request.headers, body }, now));
  });
}

export const GET = methodNotAllowed(where, 'POST');
export const PUT = methodNotAllowed(where, 'POST');
export const PATCH = methodNotAllowed(where, 'POST');
export const DELETE = methodNotAllowed(where, 'POST');
