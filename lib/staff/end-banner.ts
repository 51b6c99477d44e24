import { and, eq, gt, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { announcements } from '@/lib/db/schema/operations';
import type { BannerRefusal } from '@/lib/domain/banner';
import { Fault } from '@/lib/fault';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface Ending {
  readonly key: string;
  readonly reason: string;
  readonly bannerId: string;
  readonly now: Date;
}

/**
 * Takes a banner off all pages, as one act of staff. `not_open`: it has ended already. Throws Fault `not_found` without the
 * power or the banner.
 */
export async function endBanner(
  db: Database,
  staff: Staff,
  { key, reason, bannerId, now }: Ending,
): Promise<PerformedAct<BannerRefusal>> {
  const [banner] = await db
    .select({ eventId: announcements.eventId })
    .from(announcements)
    .where(eq(announcements.id, bannerId));
  if (banner === undefined) throw new Fault('not_found', 'no such banner');
  const { eventId } = banner;
  return performAct<BannerRefusal>(db, staff, {
    power: 'post_banner',
    key,
    reason,
    eventId,
    subject: bannerId,
    now,
    work: async (tx) => {
      const before = await closeBanner(tx, { id: bannerId, eventId, now });
      return before === undefined
        ? { ok: false, reason: 'not_open' }
        : { ok: true, before, after: { id: bannerId, endsAt: now } };
    },
  });
}

interface Which {
  readonly id: string;
  readonly eventId: string;
  readonly now: Date;
}

/** Ends an open banner of that event, and says what it was; undefined when it is not open. */
export async function closeBanner(tx: Transaction, { id, eventId, now }: Which) {
  const isOpen = and(
    eq(announcements.id, id),
    eq(announcements.eventId, eventId),
    gt(announcements.endsAt, now),
  );
  const [open] = await tx.select().from(announcements).where(isOpen).for('update');
  if (open === undefined) return undefined;
  // Where the clocks of two servers differ it may begin later than now: then it was never shown.
  await tx
    .update(announcements)
    .set({ endsAt: sql`greatest(${announcements.startsAt}, ${now.toISOString()}::timestamptz)` })
    .where(isOpen);
  return { id, text: open.text, severity: open.severity, audience: open.audience, endsAt: open.endsAt };
}
