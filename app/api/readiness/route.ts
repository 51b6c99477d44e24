import { z } from 'zod';
import { currentViewer } from '@/lib/auth/viewer';
import { readinessCheckNames } from '@/lib/domain/readiness';
import { parseSupportCode } from '@/lib/domain/support-code';
import { clientNetwork } from '@/lib/http/client-address';
import { bindTo, deviceOf } from '@/lib/http/device-cookie';
import { idSchema } from '@/lib/http/id-schema';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { deviceLabel } from '@/lib/playback/device-label';
import { saveReadiness } from '@/lib/playback/save-readiness';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'readiness.save';
const body = z.strictObject({
  event: idSchema,
  code: z.string().refine((code) => parseSupportCode(code) === code),
  checks: z
    .partialRecord(z.enum(readinessCheckNames), z.enum(['passed', 'warned', 'failed', 'skipped']))
    .refine((checks) => Object.keys(checks).length > 0),
});

/** Keeps what a test playback came to, for this browser and, where someone is signed in, for their tickets. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const device = deviceOf(request.headers);
    // A cookie can be thrown away, an address not: where our front tells it, it is what counts.
    await limitRate('readiness', clientNetwork(request.headers) ?? device.id);
    const { event, code, checks } = await readJson(request, body, 2048);
    const { db, now } = runtime();
    const verdict = await saveReadiness(db, await currentViewer(), {
      slug: event,
      code,
      checks,
      browser: bindTo(device.id),
      device: deviceLabel(request.headers.get('user-agent')),
      now,
    });
    const cookie = device.setCookie === undefined ? {} : { 'set-cookie': device.setCookie };
    return Response.json({ verdict }, { headers: { 'cache-control': 'no-store', ...cookie } });
  });
}

export const GET = methodNotAllowed(where, 'POST');
