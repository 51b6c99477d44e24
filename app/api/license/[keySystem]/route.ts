import { answering, bearerToken, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { bindingOf } from '@/lib/http/device-cookie';
import { readBytes } from '@/lib/http/read-bytes';
import { issueLicense, MAX_CHALLENGE_BYTES } from '@/lib/playback/issue-license';
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
    return toResponse(
      await issueLicense(
        db,
        { keySystem, token: bearerToken(request), binding: bindingOf(request), body },
        now,
      ),
    );
  });
}

export const GET = methodNotAllowed(where, 'POST');
export const PUT = methodNotAllowed(where, 'POST');
export const PATCH = methodNotAllowed(where, 'POST');
export const DELETE = methodNotAllowed(where, 'POST');
