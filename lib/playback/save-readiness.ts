import { and, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { readinessPasses } from '@/lib/db/schema/playback';
import { type ReadinessChecks, type ReadinessVerdict, readinessVerdict } from '@/lib/domain/readiness';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';

interface Finished {
  readonly slug: string;
  /** What the page shows (lib/domain/support-code.ts). */
  readonly code: string;
  readonly checks: ReadinessChecks;
  /** As lib/http/device-cookie.ts names it. */
  readonly browser: string;
  readonly device: string;
  readonly now: Date;
}

/**
 * Keeps the result of a test playback in place of the browser's last one for the event. A browser that is signed out
 * stays with the viewer it was last tested by. Throws Fault `not_found` for an event that is not published.
 */
export async function saveReadiness(
  db: Database,
  viewer: Viewer | undefined,
  { slug, code, checks, browser, device, now }: Finished,
): Promise<ReadinessVerdict> {
  const [event] = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.slug, slug), eq(events.state, 'published')));
  if (event === undefined) throw new Fault('not_found', 'no such event');
  const verdict = readinessVerdict(checks);
  const result = { code, device, verdict, checks, checkedAt: now };
  await db
    .insert(readinessPasses)
    .values({ id: newId('rdy'), browser, eventId: event.id, viewerId: viewer?.id, ...result })
    .onConflictDoUpdate({
      target: [readinessPasses.browser, readinessPasses.eventId],
      set: { ...result, viewerId: sql`coalesce(excluded.viewer_id, ${readinessPasses.viewerId})` },
    });
  return verdict;
}
