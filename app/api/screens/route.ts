import { z } from 'zod';
import { clientNetwork } from '@/lib/http/client-address';
import { bindTo, deviceOf } from '@/lib/http/device-cookie';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { SCREEN_POLL_SECONDS } from '@/lib/domain/screen-link';
import { deviceLabel } from '@/lib/playback/device-label';
import { openScreenLink } from '@/lib/playback/open-screen-link';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'screens.open';
const body = z.strictObject({});

/** A code for this browser to show, by which a viewer elsewhere lets it play (RFC 8628 §3.2). */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const device = deviceOf(request.headers);
    // A cookie can be thrown away, an address not: where our front tells it, it is what counts.
    await limitRate('open_screen', clientNetwork(request.headers) ?? device.id);
    await readJson(request, body, 256);
    const { db, now } = runtime();
    const link = await openScreenLink(db, {
      browser: bindTo(device.id),
      device: deviceLabel(request.headers.get('user-agent')),
      now,
    });
    const cookie = device.setCookie === undefined ? {} : { 'set-cookie': device.setCookie };
    return Response.json(
      { ...link, pollSeconds: SCREEN_POLL_SECONDS },
      { status: 201, headers: { 'cache-control': 'no-store', ...cookie } },
    );
  });
}

export const GET = methodNotAllowed(where, 'POST');
