import { eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import type { Announcement } from '@/lib/domain/announcement';
import { type BannerEnd, type BannerRefusal, endOfBanner } from '@/lib/domain/banner';
import { showEnd } from '@/lib/domain/event-day';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';
import { closeBanner } from '@/lib/staff/end-banner';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface Posting extends Omit<Announcement, 'id'> {
  readonly key: string;
  readonly reason: string;
  /** The day whose desk it is posted from. */
  readonly eventDayId: string;
  readonly end: BannerEnd;
  /** An open banner that this one takes the place of. */
  readonly replaces: string | undefined;
  readonly now: Date;
}

/**
 * Puts a banner on the pages of its audience, as one act of staff; one that it replaces ends in the same moment.
 * `not_open`: that one has ended already. Throws Fault `not_found` without the power or the day.
 */
export async function postBanner(
  db: Database,
  staff: Staff,
  { key, reason, eventDayId, replaces, ...banner }: Posting,
): Promise<PerformedAct<BannerRefusal>> {
  const { now, severity, audience, text } = banner;
  const day = await findDay(db, eventDayId);
  const eventId = day.eventId;
  const id = newId('ann');
  return performAct<BannerRefusal>(db, staff, {
    power: 'post_banner',
    key,
    reason,
    eventId,
    subject: id,
    now,
    work: async (tx) => {
      if (day.state !== 'published') return { ok: false, reason: 'not_published' };
      const endsAt = endOfBanner(banner.end, { now, dayEndsAt: showEnd(day) });
      if (endsAt <= now) return { ok: false, reason: 'day_over' };
      const before = await replaced(tx, { id: replaces, eventId, now });
      if (before === 'not_open') return { ok: false, reason: 'not_open' };
      await tx.insert(announcements).values({ id, eventId, severity, audience, text, startsAt: now, endsAt });
      return { ok: true, before, after: { id, severity, audience, text, endsAt } };
    },
  });
}

async function findDay(db: Database, eventDayId: string) {
  const [day] = await db
    .select({ eventId: events.id, endsAt: eventDays.endsAt, state: events.state })
    .from(eventDays)
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(eq(eventDays.id, eventDayId));
  if (day === undefined) throw new Fault('not_found', 'no such event day');
  return day;
}

interface Replaced {
  readonly id: string | undefined;
  readonly eventId: string;
  readonly now: Date;
}

async function replaced(tx: Transaction, { id, ...which }: Replaced) {
  return id === undefined ? undefined : ((await closeBanner(tx, { id, ...which })) ?? ('not_open' as const));
}
