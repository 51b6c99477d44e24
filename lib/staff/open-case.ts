import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import type { TimelineEntry, TimelineGroup, TimelinePage } from '@/lib/domain/timeline';
import { type ActFacts, findActFacts } from '@/lib/staff/act-facts';
import { type Case, findCase } from '@/lib/staff/find-case';
import { logLook } from '@/lib/staff/log-look';
import { findTimeline } from '@/lib/staff/timeline';

export interface TimelineWish {
  readonly group?: TimelineGroup | undefined;
  readonly before?: string | undefined;
  /** A support code that somebody has read out. */
  readonly code?: string | undefined;
  readonly now: Date;
}

export interface OpenedCase {
  readonly found: Case;
  readonly facts: ActFacts;
  readonly timeline: TimelinePage;
  /** What the code stands for; undefined: no code, or none of this case. */
  readonly decoded: TimelineEntry | undefined;
}

/**
 * The case of an order as its page shows it, in six statements at most; undefined when there is no such order. That it was
 * looked at is written down before it is returned.
 */
export async function openCase(
  db: Queries,
  staff: Staff,
  { orderId, code, ...wish }: TimelineWish & { readonly orderId: string },
): Promise<OpenedCase | undefined> {
  const { now } = wish;
  const found = await findCase(db, staff, { orderId, now });
  if (found === undefined) return undefined;
  await logLook(db, staff, { what: 'case', detail: 'order', shown: [orderId, found.viewer.id], now });
  const scope = { orderId };
  return {
    found,
    facts: await findActFacts(db, staff, { found, now }),
    timeline: await findTimeline(db, staff, { ...wish, scope }),
    decoded:
      code === undefined
        ? undefined
        : (await findTimeline(db, staff, { scope, code, now, size: 1 })).entries[0],
  };
}
