import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { env } from '@/lib/config/env';
import type { Queries, Transaction } from '@/lib/db/client';
import { eventDayKeys, eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { licenseDecisions, playbackSessions, qoeMinutes, screenLinks } from '@/lib/db/schema/playback';
import { dayClaims, entitlements, orderLines } from '@/lib/db/schema/sales';
import { claimLinks, showSwitches } from '@/lib/db/schema/staff';
import type { EventPlan, PlanFacts } from '@/lib/domain/event-plan';
import { keySystems } from '@/lib/domain/key-system';
import { readEventPlan } from '@/lib/staff/read-event-plan';

/** Seats of one ticket type that are gone from its capacity. */
export interface TakenSeats {
  readonly id: string;
  readonly sold: number;
  readonly held: number;
}

const seats = { id: ticketTypes.id, sold: ticketTypes.sold, held: ticketTypes.held };

/** Seats of the event's ticket types as they are now, to be shown. */
export async function readTakenSeats(db: Queries, eventId: string): Promise<readonly TakenSeats[]> {
  return db.select(seats).from(ticketTypes).where(eq(ticketTypes.eventId, eventId)).orderBy(ticketTypes.id);
}

/** The same, locked by id as everyone does, so that no seat is taken between check and save. */
export async function lockTakenSeats(tx: Transaction, eventId: string): Promise<readonly TakenSeats[]> {
  return tx
    .select(seats)
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(ticketTypes.id)
    .for('update');
}

interface PlanWithSeats {
  readonly plan: EventPlan;
  readonly seats: readonly TakenSeats[];
}

/** What a plan is checked against. */
export async function gatherPlanFacts(
  db: Queries,
  staff: Staff,
  { plan, seats: taken }: PlanWithSeats,
): Promise<PlanFacts> {
  const { MEDIA_ORIGINS, DRM_VENDORS } = env();
  return {
    before: (await readEventPlan(db, staff, plan.id))?.plan,
    taken: new Map(taken.map(({ id, sold, held }) => [id, sold + held])),
    usedTicketTypes: await usedTypes(
      db,
      taken.map(({ id }) => id),
    ),
    usedDays: await usedDays(db, plan.id),
    ...(await foreign(db, plan)),
    mediaOrigins: new Set(MEDIA_ORIGINS.map((url) => new URL(url).origin)),
    keySystems: new Set(keySystems.filter((name) => DRM_VENDORS[name] !== undefined)),
  };
}

async function usedTypes(db: Queries, ids: string[]): Promise<ReadonlySet<string>> {
  const ordered = await db
    .selectDistinct({ id: orderLines.ticketTypeId })
    .from(orderLines)
    .where(inArray(orderLines.ticketTypeId, ids));
  const promised = await db
    .selectDistinct({ id: claimLinks.ticketTypeId })
    .from(claimLinks)
    .where(inArray(claimLinks.ticketTypeId, ids));
  return new Set([...ordered, ...promised].flatMap(({ id }) => id ?? []));
}

/** Days with anything that refers to them: these cannot be removed. */
async function usedDays(db: Queries, eventId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: eventDays.id })
    .from(eventDays)
    .where(
      and(
        eq(eventDays.eventId, eventId),
        or(
          sql`exists (select from ${entitlements} where ${entitlements.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${dayClaims} where ${dayClaims.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${playbackSessions} where ${playbackSessions.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${showSwitches} where ${showSwitches.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${licenseDecisions} where ${licenseDecisions.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${qoeMinutes} where ${qoeMinutes.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${screenLinks} where ${screenLinks.eventDayId} = ${eventDays.id})`,
        ),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

async function foreign(db: Queries, plan: EventPlan) {
  const kids = plan.days.flatMap((day) => day.kids);
  const keys = await db
    .select({ kid: eventDayKeys.kid })
    .from(eventDayKeys)
    .innerJoin(eventDays, eq(eventDays.id, eventDayKeys.eventDayId))
    .where(and(inArray(eventDayKeys.kid, kids), ne(eventDays.eventId, plan.id)));
  const slugs = await db
    .select({ slug: events.slug })
    .from(events)
    .where(and(eq(events.slug, plan.slug), ne(events.id, plan.id)));
  return {
    foreignKids: new Set(keys.map(({ kid }) => kid)),
    foreignSlugs: new Set(slugs.map(({ slug }) => slug)),
  };
}
