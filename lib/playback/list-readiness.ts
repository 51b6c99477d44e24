import { and, desc, eq, or } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { readinessPasses } from '@/lib/db/schema/playback';
import type { ReadinessVerdict } from '@/lib/domain/readiness';

export interface ReadinessPass {
  /** Such as `iPhone · Safari`. */
  readonly device: string;
  readonly verdict: ReadinessVerdict;
  readonly checkedAt: Date;
}

interface Whose {
  /** This browser (lib/http/device-cookie.ts), tested before its user signed in; undefined: it has no cookie. */
  readonly browser: string | undefined;
}

const NEWEST = 200;

/** The test playbacks of the viewer's devices and of this browser, by slug of the event, newest first. */
export async function listReadiness(
  db: Queries,
  viewer: Viewer,
  { browser }: Whose,
): Promise<ReadonlyMap<string, readonly ReadinessPass[]>> {
  const isMine = eq(readinessPasses.viewerId, viewer.id);
  const rows = await db
    .select({ slug: events.slug, ...passColumns })
    .from(readinessPasses)
    .innerJoin(events, eq(events.id, readinessPasses.eventId))
    .where(browser === undefined ? isMine : or(isMine, eq(readinessPasses.browser, browser)))
    .orderBy(desc(readinessPasses.checkedAt))
    .limit(NEWEST);
  const passes = new Map<string, ReadinessPass[]>();
  for (const { slug, ...pass } of rows) passes.set(slug, [...(passes.get(slug) ?? []), pass]);
  return passes;
}

/** The last test playback of one browser for an event; undefined where there was none. */
export async function findLastReadiness(
  db: Queries,
  { browser, slug }: { readonly browser: string | undefined; readonly slug: string },
): Promise<(ReadinessPass & { readonly code: string; readonly timeZone: string }) | undefined> {
  if (browser === undefined) return undefined;
  const [row] = await db
    .select({ code: readinessPasses.code, timeZone: events.timeZone, ...passColumns })
    .from(readinessPasses)
    .innerJoin(events, eq(events.id, readinessPasses.eventId))
    .where(and(eq(readinessPasses.browser, browser), eq(events.slug, slug)));
  return row;
}

const passColumns = {
  device: readinessPasses.device,
  verdict: readinessPasses.verdict,
  checkedAt: readinessPasses.checkedAt,
};
