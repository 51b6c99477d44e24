import { z } from 'zod';
import { currentViewer } from '@/lib/auth/viewer';
import { clientAddress } from '@/lib/http/client-address';
import { refusalProblem } from '@/lib/http/problem';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { openSession } from '@/lib/playback/open-session';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'playback.open';
const body = z.strictObject({ eventDayId: z.string().min(1).max(64) });

/** Opens a playback session for the signed-in viewer, or for anyone on a day of open access. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const { eventDayId } = await readJson(request, body);
    const viewer = await currentViewer();
    if (viewer === undefined) await limitRate('open_test_session', clientAddress(request));
    else await limitRate('open_session', viewer.id);
    const { db, now } = runtime();
    const device = request.headers.get('user-agent') ?? 'unknown';
    const result = await openSession(db, viewer, { eventDayId, device, now });
    if (!result.ok) return toResponse(refusalProblem(result.reason, result.supportCode));
    return Response.json(result.session, { headers: { 'cache-control': 'no-store' } });
  });
}

export const GET = methodNotAllowed(where, 'POST');
