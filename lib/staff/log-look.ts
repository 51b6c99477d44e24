import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { staffLooks } from '@/lib/db/schema/staff';

interface Look {
  /** What was looked at, such as `search`, `case` or `export`. */
  readonly what: string;
  /** How it was searched, or what was exported; never what was typed. */
  readonly detail?: string;
  /** Ids of the orders or viewers that were shown. Every page's fit: no more than `MOST_SHOWN` are kept. */
  readonly shown?: readonly string[];
  readonly count?: number;
  readonly now: Date;
}

/** The longest page is a search's, of 50 orders and 10 people; it may show codes beside them. */
const MOST_SHOWN = 100;

/** Writes down that somebody has seen personal data, before they see it. */
export async function logLook(db: Queries, staff: Staff, look: Look): Promise<void> {
  const { what, detail, shown = [], count = shown.length, now } = look;
  await db.insert(staffLooks).values({
    staffEmail: staff.email,
    what,
    detail: detail ?? null,
    shown: shown.slice(0, MOST_SHOWN),
    count,
    lookedAt: now,
  });
}
