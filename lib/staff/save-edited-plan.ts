import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { type PlanWish, type SavedPlan, saveEventPlan } from '@/lib/staff/save-event-plan';

/**
 * Saves what stands in the form. Publishing is an act of its own (`changeEventState`): whatever state the form was opened
 * with, the event keeps the one that is stored, and a new one is a draft.
 */
export async function saveEditedPlan(db: Database, staff: Staff, wish: PlanWish): Promise<SavedPlan> {
  const stored = await readEventPlan(db, staff, wish.plan.id);
  // Published in between, it has another version than the one that was edited, and nothing is saved.
  const state = stored?.plan.state ?? 'draft';
  return saveEventPlan(db, staff, { ...wish, plan: { ...wish.plan, state } });
}
