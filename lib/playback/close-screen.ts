import { and, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { playbackSessions } from '@/lib/db/schema/playback';

/** Stops the show on one of the viewer's own screens, at its next beat. One that has ended already, or is another's, stays as it is. */
export async function closeScreen(
  db: Queries,
  viewer: Viewer,
  { sessionId, now }: { readonly sessionId: string; readonly now: Date },
): Promise<void> {
  await db
    .update(playbackSessions)
    .set({ closedAt: now, closeReason: 'left' })
    .where(
      and(
        eq(playbackSessions.id, sessionId),
        eq(playbackSessions.viewerId, viewer.id),
        isNull(playbackSessions.closedAt),
      ),
    );
}
