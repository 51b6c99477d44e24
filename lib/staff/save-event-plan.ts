import { and, eq, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { checkEventPlan } from '@/lib/domain/check-event-plan';
import type { EventPlan, PlanProblem } from '@/lib/domain/event-plan';
import { performAct } from '@/lib/staff/perform-act';
import { gatherPlanFacts, lockTakenSeats } from '@/lib/staff/plan-facts';
import { writePlannedDays, writePlannedTypes } from '@/lib/staff/write-event-plan';

export interface PlanWish {
  readonly plan: EventPlan;
  /** The version that was edited; undefined for a new event. */
  readonly version: number | undefined;
  readonly key: string;
  readonly reason: string;
  readonly now: Date;
}

export type SavedPlan =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'problems'; readonly problems: readonly PlanProblem[] }
  /** Somebody else has saved it since, or there is an event with that id already. */
  | { readonly ok: false; readonly reason: 'edited_meanwhile' | 'sign_in_again' };

/**
 * Creates an event, or brings it to the plan: everything or nothing, with its audit row. Of two editors the slower one is
 * told. Orders, seats that are taken and rights stay as they are.
 */
export async function saveEventPlan(db: Database, staff: Staff, wish: PlanWish): Promise<SavedPlan> {
  let problems: readonly PlanProblem[] = [];
  const { plan, version, key, reason, now } = wish;
  const done = await performAct<'problems' | 'edited_meanwhile'>(db, staff, {
    power: 'edit_events',
    key,
    reason,
    eventId: plan.id,
    subject: plan.id,
    now,
    work: async (tx) => {
      const seats = await lockTakenSeats(tx, plan.id);
      const facts = await gatherPlanFacts(tx, staff, { plan, seats });
      if ((facts.before === undefined) !== (version === undefined)) return refused('edited_meanwhile');
      problems = checkEventPlan(plan, facts);
      if (problems.length > 0) return refused('problems');
      if (!(await writeHead(tx, plan, version))) return refused('edited_meanwhile');
      await writePlannedDays(tx, plan);
      await writePlannedTypes(tx, plan);
      return { ok: true, before: facts.before, after: plan };
    },
  });
  if (done.ok) return { ok: true };
  return done.reason === 'problems'
    ? { ok: false, reason: done.reason, problems }
    : { ok: false, reason: done.reason };
}

function refused<Reason>(reason: Reason) {
  return { ok: false, reason } as const;
}

/** False: there is another version by now, or another event with that id. */
async function writeHead(tx: Transaction, plan: EventPlan, version: number | undefined): Promise<boolean> {
  const { days: _days, ticketTypes: _types, ...values } = plan;
  const written =
    version === undefined
      ? await tx.insert(events).values(values).onConflictDoNothing().returning({ id: events.id })
      : await tx
          .update(events)
          .set({ ...values, version: sql`${events.version} + 1` })
          .where(and(eq(events.id, plan.id), eq(events.version, version)))
          .returning({ id: events.id });
  return written.length === 1;
}
