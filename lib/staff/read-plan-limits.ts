import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { checkEventPlan } from '@/lib/domain/check-event-plan';
import type { EventPlan, PlanProblem } from '@/lib/domain/event-plan';
import type { PlanLimits } from '@/lib/domain/plan-limits';
import { gatherPlanFacts, readTakenSeats } from '@/lib/staff/plan-facts';

/** What a form for this plan has to know. Locks nothing: saving checks anew. */
export async function readPlanLimits(db: Queries, staff: Staff, plan: EventPlan): Promise<PlanLimits> {
  const seats = await readTakenSeats(db, plan.id);
  const facts = await gatherPlanFacts(db, staff, { plan, seats });
  return {
    seats: Object.fromEntries(seats.map(({ id, sold, held }) => [id, { sold, held }])),
    usedTicketTypes: [...facts.usedTicketTypes],
    usedDays: [...facts.usedDays],
    mediaOrigins: [...facts.mediaOrigins],
    keySystems: [...facts.keySystems],
  };
}

/** What would keep the plan from being published now. Locks nothing. */
export async function listPublishProblems(
  db: Queries,
  staff: Staff,
  plan: EventPlan,
): Promise<readonly PlanProblem[]> {
  const seats = await readTakenSeats(db, plan.id);
  const facts = await gatherPlanFacts(db, staff, { plan, seats });
  return checkEventPlan({ ...plan, state: 'published' }, facts);
}
