import { z } from 'zod';
import { bindingOf } from '@/lib/http/device-cookie';
import { idSchema } from '@/lib/http/id-schema';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { collectScreenLink } from '@/lib/playback/collect-screen-link';
import { giveScreenPass } from '@/lib/playback/screen-pass';
import { Fault } from '@/lib/fault';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'screens.collect';
const body = z.strictObject({});

/** Has this browser's code been confirmed? The answer that says so brings the pass, once. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/api/screens/[screenId]'>,
): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const id = idSchema.safeParse((await params).screenId).data;
    if (id === undefined) throw new Fault('not_found', 'no id of ours');
    await limitRate('collect_screen', id);
    await readJson(request, body, 256);
    const { db, now } = runtime();
    const outcome = await collectScreenLink(db, { id, browser: bindingOf(request.headers), now });
    const headers = { 'cache-control': 'no-store' };
    if (outcome.status !== 'ready') return Response.json({ status: outcome.status }, { headers });
    const { slug, day, pass } = outcome;
    return Response.json(
      { status: 'ready', slug, day },
      { headers: { ...headers, 'set-cookie': await giveScreenPass(pass, now) } },
    );
  });
}

export const GET = methodNotAllowed(where, 'POST');
