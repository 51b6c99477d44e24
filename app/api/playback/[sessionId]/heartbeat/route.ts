import { z } from 'zod';
import { Fault } from '@/lib/fault';
import { clientCountry } from '@/lib/http/client-country';
import { bindingOf } from '@/lib/http/device-cookie';
import { refusalProblem } from '@/lib/http/problem';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { bearerToken } from '@/lib/http/header-reader';
import { answering, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { keepAlive } from '@/lib/playback/keep-alive';
import { mediaCookies } from '@/lib/playback/media-cookies';
import { requireBinding, verifyOutdatedToken } from '@/lib/playback/session-token';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'playback.beat';
const DAY_SECONDS = 24 * 60 * 60;
const beat = z.strictObject({
  watchedSeconds: z
    .number()
    .int()
    .min(0)
    .max(DAY_SECONDS * 7),
  stalls: z.number().int().min(0).max(100_000),
  leaving: z.boolean(),
});

/** A player's sign of life; the answer renews its token or says why it must stop. */
export async function POST(
  request: Request,
  context: RouteContext<'/api/playback/[sessionId]/heartbeat'>,
): Promise<Response> {
  return answering(where, async () => {
    const { db, now } = runtime();
    const claims = await verifyOutdatedToken(bearerToken(request.headers), now);
    if (claims.sessionId !== (await context.params).sessionId)
      throw new Fault('token_invalid', 'another session');
    requireBinding(claims, bindingOf(request.headers));
    await limitRate('beat', claims.sessionId);
    const result = await keepAlive(db, claims, {
      beat: await readJson(request, beat),
      country: clientCountry(request.headers),
      userAgent: request.headers.get('user-agent'),
      now,
    });
    if (!result.ok)
      return toResponse(
        refusalProblem(result.reason, result.supportCode, { ...result, headers: request.headers }),
      );
    const headers = new Headers({ 'cache-control': 'no-store' });
    for (const cookie of await mediaCookies(result.media, now)) headers.append('set-cookie', cookie);
    return Response.json({ token: result.token }, { headers });
  });
}

export const GET = methodNotAllowed(where, 'POST');
