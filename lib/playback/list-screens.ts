import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { playbackSessions } from '@/lib/db/schema/playback';
import { staleBefore } from '@/lib/domain/playback-session';
import { deviceLabel } from '@/lib/playback/device-label';

/** A screen on which a viewer's show is open. */
export interface Screen {
  readonly sessionId: string;
  readonly eventDayId: string;
  /** Such as `iPhone · Safari`. */
  readonly device: string;
  readonly since: Date;
  readonly isThisBrowser: boolean;
}

interface Ask {
  /** The asking browser as sessions are bound to it (lib/http/device-cookie.ts). */
  readonly browser: string | undefined;
  readonly now: Date;
}

/** Where this viewer's shows are open now, the longest first. */
export async function listScreens(
  db: Queries,
  viewer: Viewer,
  { browser, now }: Ask,
): Promise<readonly Screen[]> {
  const rows = await db
    .select()
    .from(playbackSessions)
    .where(
      and(
        eq(playbackSessions.viewerId, viewer.id),
        isNull(playbackSessions.closedAt),
        gt(playbackSessions.lastBeatAt, staleBefore(now)),
      ),
    )
    .orderBy(asc(playbackSessions.openedAt));
  return rows.map((row) => ({
    sessionId: row.id,
    eventDayId: row.eventDayId,
    device: deviceLabel(row.device),
    since: row.openedAt,
    isThisBrowser: browser !== undefined && row.browser === browser,
  }));
}
