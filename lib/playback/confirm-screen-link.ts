import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { screenLinks } from '@/lib/db/schema/playback';
import { COLLECT_SECONDS, type ScreenRefusal } from '@/lib/domain/screen-link';
import { log } from '@/lib/log';
import { findScreenLink } from '@/lib/playback/find-screen-link';
import { listOpenDays } from '@/lib/playback/list-open-days';

interface Confirmation {
  readonly typed: string;
  readonly eventDayId: string;
  readonly now: Date;
}

export type ConfirmedScreen =
  { readonly ok: true; readonly device: string } | { readonly ok: false; readonly reason: ScreenRefusal };

/**
 * Lets the screen that shows this code play one of the viewer's days. Once: of two confirmations at once one counts. The
 * day must be one that the viewer could play now; whether it still is, every session and license asks again.
 */
export async function confirmScreenLink(
  db: Database,
  viewer: Viewer,
  { typed, eventDayId, now }: Confirmation,
): Promise<ConfirmedScreen> {
  const found = await findScreenLink(db, viewer, { typed, now });
  if (!found.ok) return found;
  const days = await listOpenDays(db, viewer, now);
  if (!days.some(({ id }) => id === eventDayId)) return { ok: false, reason: 'no_open_day' };
  const { id, device } = found.screen;
  const confirmed = await db
    .update(screenLinks)
    .set({
      viewerId: viewer.id,
      eventDayId,
      confirmedAt: now,
      expiresAt: new Date(now.getTime() + COLLECT_SECONDS * 1000),
    })
    .where(and(eq(screenLinks.id, id), isNull(screenLinks.confirmedAt), gt(screenLinks.expiresAt, now)))
    .returning({ id: screenLinks.id });
  if (confirmed.length === 0) return { ok: false, reason: 'code_used' };
  log.info('screen.confirmed', { screenLinkId: id, viewerId: viewer.id, eventDayId });
  return { ok: true, device };
}
