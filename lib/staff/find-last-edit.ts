import { and, desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { staffActs } from '@/lib/db/schema/staff';
import type { LastEdit } from '@/lib/domain/event-form-outcome';

/** Who saved the event last; undefined for one that no staff member has saved. */
export async function findLastEdit(
  db: Queries,
  _staff: Staff,
  eventId: string,
): Promise<LastEdit | undefined> {
  const [row] = await db
    .select({ by: staffActs.staffEmail, at: staffActs.actedAt, reason: staffActs.reason })
    .from(staffActs)
    .where(and(eq(staffActs.eventId, eventId), eq(staffActs.power, 'edit_events')))
    .orderBy(desc(staffActs.actedAt))
    .limit(1);
  return row;
}
