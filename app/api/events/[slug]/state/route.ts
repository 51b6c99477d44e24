import { readEventState } from '@/lib/catalog/event-state';
import { Fault } from '@/lib/fault';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'events.state';

/**
 * For shared caches: asked by thousands, answered by one request each 5 s, and from the last good answer while
 * the server is away (RFC 5861). Browsers keep nothing: what they showed last would come back as news. Nor do caches hand
 * out what is older than nine seconds, just under the shortest time between two questions of a page: one that asks alone
 * hears news at once, not with its next question.
 */
const CACHING = 'public, max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=600';

/** What changes by the second on an event's page; the same for everyone. 404 for an unknown event. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/events/[slug]/state'>,
): Promise<Response> {
  return answering(where, async () => {
    const { slug } = await params;
    const { db, now } = runtime();
    const state = await readEventState(db, slug, now);
    if (state === undefined) throw new Fault('not_found', 'unknown event');
    return Response.json(state, { headers: { 'cache-control': CACHING } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
