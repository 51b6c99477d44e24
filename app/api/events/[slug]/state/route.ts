import { readEventState } from '@/lib/catalog/event-state';
import { Fault } from '@/lib/fault';
import { keptByCaches } from '@/lib/http/kept-by-caches';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'events.state';

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
    return Response.json(state, { headers: { 'cache-control': keptByCaches } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
