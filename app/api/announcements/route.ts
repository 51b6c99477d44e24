import { announcementsToAll } from '@/lib/catalog/announcements-for';
import { keptByCaches } from '@/lib/http/kept-by-caches';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

const where = 'announcements';

/** What organizers say to everybody now, for pages that are about no event or about another one; the same for everyone. */
export async function GET(): Promise<Response> {
  return answering(where, async () => {
    const { db, now } = runtime();
    return Response.json(await announcementsToAll(db, now), { headers: { 'cache-control': keptByCaches } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
