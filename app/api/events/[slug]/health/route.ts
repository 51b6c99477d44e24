import { Fault } from '@/lib/fault';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { readHealth } from '@/lib/playback/read-health';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'events.health';

/**
 * For shared caches, since every player that stalls asks: one request each 3 s. No older copy while there is a newer one:
 * a player that stalls now compares itself with the players of now.
 */
const CACHING = 'public, max-age=0, s-maxage=3, stale-if-error=30';

/** How the players of an event fare; the same for everyone. 404 for an unknown event. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/events/[slug]/health'>,
): Promise<Response> {
  return answering(where, async () => {
    const { slug } = await params;
    const { db, now } = runtime();
    const health = await readHealth(db, slug, now);
    if (health === undefined) throw new Fault('not_found', 'unknown event');
    return Response.json(health, { headers: { 'cache-control': CACHING } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
