import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { staffLooks } from '@/lib/db/schema/staff';

interface Look {
  /** What was looked at, such as `search`, `case` or `export`. */
  readonly what: string;
  /** How it was searched, or what was exported; never what was typed. */
  readonly detail?: string;
  /** Ids of the orders or viewers that were shown; as many as fit. */
  readonly shown?: readonly string[];
  readonly count?: number;
  readonly now: Date;
}

const SHOWN = 50;

/** Writes down that somebody has seen personal data, before they see it. */
export async function logLook(db: Queries, staff: Staff, look: Look): Promise<void> {
  const { what, detail, shown = [], count = shown.length, now } = look;
  await db.insert(staffLooks).values({
    staffEmail: staff.email,
    what,
    detail: detail ?? null,
    shown: shown.slice(0, SHOWN),
    count,
    lookedAt: now,
  });
}
