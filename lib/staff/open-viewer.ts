import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import type { TimelineEntry, TimelinePage } from '@/lib/domain/timeline';
import { type FoundViewer, findViewer } from '@/lib/staff/find-viewer';
import { logLook } from '@/lib/staff/log-look';
import type { TimelineWish } from '@/lib/staff/open-case';
import { findTimeline } from '@/lib/staff/timeline';

export interface OpenedViewer extends FoundViewer {
  readonly timeline: TimelinePage;
  /** What the code stands for; undefined: no code, or none of this viewer's. */
  readonly decoded: TimelineEntry | undefined;
}

/**
 * A viewer over all their orders as the page shows it, in six statements at most; undefined when there is none. That it was
 * looked at is written down before it is returned.
 */
export async function openViewer(
  db: Queries,
  staff: Staff,
  { viewerId, code, ...wish }: TimelineWish & { readonly viewerId: string },
): Promise<OpenedViewer | undefined> {
  const { now } = wish;
  const found = await findViewer(db, staff, { viewerId, now });
  if (found === undefined) return undefined;
  const shown = [viewerId, ...found.orders.map(({ id }) => id)];
  await logLook(db, staff, { what: 'case', detail: 'viewer', shown, now });
  const scope = { viewerId };
  return {
    ...found,
    timeline: await findTimeline(db, staff, { ...wish, scope }),
    decoded:
      code === undefined
        ? undefined
        : (await findTimeline(db, staff, { scope, code, now, size: 1 })).entries[0],
  };
}
