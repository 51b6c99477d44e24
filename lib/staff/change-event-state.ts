import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import type { EventPlan } from '@/lib/domain/event-plan';
import { Fault } from '@/lib/fault';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { type SavedPlan, saveEventPlan } from '@/lib/staff/save-event-plan';

interface StateWish {
  readonly eventId: string;
  /** That was looked at: what is published is what was seen. */
  readonly version: number;
  readonly state: EventPlan['state'];
  readonly key: string;
  readonly reason: string;
  readonly now: Date;
}

/** Publishes an event, or makes it a draft again, as it is stored. Throws Fault `not_found` where there is none. */
export async function changeEventState(
  db: Database,
  staff: Staff,
  { eventId, version, state, ...act }: StateWish,
): Promise<SavedPlan> {
  const stored = await readEventPlan(db, staff, eventId);
  if (stored === undefined) throw new Fault('not_found', 'no such event');
  return saveEventPlan(db, staff, { ...act, plan: { ...stored.plan, state }, version });
}
