import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { screenLinks } from '@/lib/db/schema/playback';
import { lastMoment } from '@/lib/domain/event-day';
import { Fault } from '@/lib/fault';
import type { ScreenPass } from '@/lib/playback/screen-pass';

interface Asking {
  readonly id: string;
  /** As lib/http/device-cookie.ts names it; undefined: a browser that has no name. */
  readonly browser: string | undefined;
  readonly now: Date;
}

export type Collected =
  | { readonly status: 'waiting' | 'expired' }
  | {
      readonly status: 'ready';
      readonly pass: ScreenPass;
      readonly slug: string;
      /** The day's position from 1, as in the address of the watch page. */
      readonly day: number;
    };

/**
 * What has become of a screen's code: the pass is handed out once, to the browser that showed the code, within two
 * minutes of the confirmation. Throws Fault `not_found` for an unknown id and for another browser's.
 */
export async function collectScreenLink(db: Database, { id, browser, now }: Asking): Promise<Collected> {
  if (browser === undefined) throw new Fault('not_found', 'a browser without a name');
  const isOwn = and(eq(screenLinks.id, id), eq(screenLinks.browser, browser));
  const [link] = await db.select().from(screenLinks).where(isOwn);
  if (link === undefined) throw new Fault('not_found', 'no such screen, or another browser’s');
  if (now >= link.expiresAt || link.collectedAt !== null) return { status: 'expired' };
  if (link.confirmedAt === null) return { status: 'waiting' };
  const [won] = await db
    .update(screenLinks)
    .set({ collectedAt: now })
    .where(
      and(
        isOwn,
        isNotNull(screenLinks.confirmedAt),
        isNull(screenLinks.collectedAt),
        gt(screenLinks.expiresAt, now),
      ),
    )
    .returning({ viewerId: screenLinks.viewerId, eventDayId: screenLinks.eventDayId });
  // Two questions at once: the other one has it.
  if (won === undefined || won.viewerId === null || won.eventDayId === null) return { status: 'expired' };
  const { viewerId, eventDayId } = won;
  return { status: 'ready', ...(await describe(db, { viewerId, eventDayId, browser })) };
}

async function describe(
  db: Database,
  { viewerId, eventDayId, browser }: { viewerId: string; eventDayId: string; browser: string },
) {
  const [row] = await db
    .select({ day: eventDays, slug: events.slug })
    .from(eventDays)
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(eq(eventDays.id, eventDayId));
  if (row === undefined) throw new Error('a confirmed screen has a day');
  // No right by itself, so it may outlast the plan: a day that runs over goes on here too.
  const pass = { viewerId, eventDayId, binding: browser, until: lastMoment(row.day) };
  return { pass, slug: row.slug, day: row.day.position };
}
