import { z } from 'zod';
import { currentViewer, viewerOfScreen } from '@/lib/auth/viewer';
import { bindTo, deviceOf } from '@/lib/http/device-cookie';
import { clientNetwork } from '@/lib/http/client-address';
import { clientCountry } from '@/lib/http/client-country';
import { idSchema } from '@/lib/http/id-schema';
import { refusalProblem } from '@/lib/http/problem';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed, toResponse } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { mediaCookies } from '@/lib/playback/media-cookies';
import { openSession } from '@/lib/playback/open-session';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'playback.open';
const body = z.strictObject({ eventDayId: idSchema });

/** Opens a playback session for the signed-in viewer or on a screen that one confirmed; for anyone on a day of open access. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const { eventDayId } = await readJson(request, body);
    const { db, now } = runtime();
    const viewer =
      (await currentViewer()) ?? (await viewerOfScreen(db, { headers: request.headers, eventDayId, now }));
    // Without a trusted address there is no key that would not lock innocents out with the one that loops.
    const limited = viewer?.id ?? clientNetwork(request.headers);
    if (limited !== undefined) await limitRate('open_session', limited);
    const device = request.headers.get('user-agent') ?? 'unknown';
    const browser = deviceOf(request.headers);
    const result = await openSession(db, viewer, {
      eventDayId,
      device,
      binding: bindTo(browser.id),
      country: clientCountry(request.headers),
      now,
    });
    if (!result.ok)
      return toResponse(
        refusalProblem(result.reason, result.supportCode, { ...result, headers: request.headers }),
      );
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (browser.setCookie !== undefined) headers.append('set-cookie', browser.setCookie);
    for (const cookie of await mediaCookies(result.media, now)) headers.append('set-cookie', cookie);
    return Response.json(result.session, { headers });
  });
}

export const GET = methodNotAllowed(where, 'POST');
