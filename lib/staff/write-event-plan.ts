import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { eventDayKeys, eventDays, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import type { EventPlan } from '@/lib/domain/event-plan';
import { Fault } from '@/lib/fault';

/** Above every position in use: rows change places under a unique constraint. */
const ASIDE = 1_000_000;

/** Brings the days to the plan, in its order. What the plan leaves out must have been unused (checkEventPlan). */
export async function writePlannedDays(tx: Transaction, plan: EventPlan): Promise<void> {
  const kept = plan.days.map(({ id }) => id);
  const ofEvent = eq(eventDays.eventId, plan.id);
  const gone = tx
    .select({ id: eventDays.id })
    .from(eventDays)
    .where(and(ofEvent, notInArray(eventDays.id, kept)));
  const all = tx.select({ id: eventDays.id }).from(eventDays).where(ofEvent);
  await tx.delete(eventDayKeys).where(inArray(eventDayKeys.eventDayId, all));
  await tx.delete(ticketTypeDays).where(inArray(ticketTypeDays.eventDayId, all));
  await tx.delete(eventDays).where(inArray(eventDays.id, gone));
  await tx
    .update(eventDays)
    .set({ position: sql`${eventDays.position} + ${ASIDE}` })
    .where(ofEvent);
  for (const { kids, ...day } of plan.days) {
    const values = {
      ...day,
      eventId: plan.id,
      keySystems: [...day.keySystems],
      contentIds: [...day.contentIds],
    };
    const written = await tx
      .insert(eventDays)
      .values(values)
      .onConflictDoUpdate({ target: eventDays.id, set: values, setWhere: ofEvent })
      .returning({ id: eventDays.id });
    requireOwn(written, day.id);
    if (kids.length === 0) continue;
    await tx.insert(eventDayKeys).values(kids.map((kid) => ({ kid, eventDayId: day.id })));
  }
}

/** Brings the ticket types to the plan; seats that are held and sold stay as they are. After the days. */
export async function writePlannedTypes(tx: Transaction, plan: EventPlan): Promise<void> {
  const kept = plan.ticketTypes.map(({ id }) => id);
  const ofEvent = eq(ticketTypes.eventId, plan.id);
  await tx.delete(ticketTypes).where(and(ofEvent, notInArray(ticketTypes.id, kept)));
  await tx
    .update(ticketTypes)
    .set({ position: sql`${ticketTypes.position} + ${ASIDE}` })
    .where(ofEvent);
  for (const { days, ...type } of plan.ticketTypes) {
    const values = { ...type, eventId: plan.id };
    const written = await tx
      .insert(ticketTypes)
      .values(values)
      .onConflictDoUpdate({ target: ticketTypes.id, set: values, setWhere: ofEvent })
      .returning({ id: ticketTypes.id });
    requireOwn(written, type.id);
    await tx.insert(ticketTypeDays).values(days.map((eventDayId) => ({ ticketTypeId: type.id, eventDayId })));
  }
}

/** Nothing was written where the id is another event's. */
function requireOwn(written: readonly unknown[], id: string): void {
  if (written.length === 0) throw new Fault('conflict', `${id} belongs to another event`);
}
