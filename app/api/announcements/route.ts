import { announcementsToAll } from '@/lib/catalog/announcements-for';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'announcements';

/** As the state of an event (api/events/[slug]/state): for shared caches, which go on with it while the server is away. */
const CACHING = 'public, max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=600';

/** What organizers say to everybody now, for pages that are about no event or about another one; the same for everyone. */
export async function GET(): Promise<Response> {
  return answering(where, async () => {
    const { db, now } = runtime();
    return Response.json(await announcementsToAll(db, now), { headers: { 'cache-control': CACHING } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
