import { z } from 'zod';
import { isQoeProblem } from '@/lib/domain/qoe-problem';
import { startupParts } from '@/lib/domain/qoe';
import { MOST_ROWS, qualityWeights } from '@/lib/domain/quality-minute';
import { bindingOf } from '@/lib/http/device-cookie';
import { limitRate } from '@/lib/http/rate-limit';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { recordQoe } from '@/lib/playback/record-qoe';
import { requireBinding, verifyOutdatedToken } from '@/lib/playback/session-token';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'qoe';
const MOST_BYTES = 8192;

/** A count, cut off where it cannot be true. */
const upTo = (most: number) =>
  z
    .number()
    .min(0)
    .transform((value) => Math.min(most, Math.round(value)));
const minuteMs = upTo(90_000);
const row = z.strictObject({
  minute: z.number().int().min(0),
  weight: z.literal(qualityWeights),
  playedMs: minuteMs,
  stalls: upTo(1000),
  stalledMs: minuteMs,
  droppedFrames: upTo(100_000),
  bitrateKbps: upTo(1_000_000).optional(),
  startup: z.partialRecord(z.enum(startupParts), upTo(3_600_000)).optional(),
  problems: z.partialRecord(z.string().refine(isQoeProblem), upTo(1000)),
});
const beacon = z.strictObject({
  token: z.string().max(4096),
  sentAt: z.number().int().min(0),
  rows: z.array(row).min(1).max(MOST_ROWS),
});

/** What a player measured. A beacon carries no headers (W3C Beacon), so the token is in the body. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const { token, sentAt, rows } = await readJson(request, beacon, MOST_BYTES);
    const { db, now } = runtime();
    const claims = await verifyOutdatedToken(token, now);
    requireBinding(claims, bindingOf(request.headers));
    await limitRate('qoe', claims.sessionId);
    await recordQoe(db, claims, { sentAt, rows, userAgent: request.headers.get('user-agent'), now });
    // Not 204: a function URL that streams may never end an answer without a body (decision 63).
    return Response.json({}, { headers: { 'cache-control': 'no-store' } });
  });
}

export const GET = methodNotAllowed(where, 'POST');
