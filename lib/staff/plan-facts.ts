import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { env } from '@/lib/config/env';
import type { Transaction } from '@/lib/db/client';
import { eventDayKeys, eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { playbackSessions } from '@/lib/db/schema/playback';
import { dayClaims, entitlements, orderLines } from '@/lib/db/schema/sales';
import { claimLinks } from '@/lib/db/schema/staff';
import type { EventPlan, PlanFacts } from '@/lib/domain/event-plan';
import { keySystems } from '@/lib/domain/key-system';
import { readEventPlan } from '@/lib/staff/read-event-plan';

/**
 * What a plan is checked against. Locks the event's ticket types, by id as everyone does, so that no seat is taken between
 * check and save.
 */
export async function gatherPlanFacts(tx: Transaction, staff: Staff, plan: EventPlan): Promise<PlanFacts> {
  const locked = await tx
    .select({ id: ticketTypes.id, taken: sql<number>`${ticketTypes.held} + ${ticketTypes.sold}` })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, plan.id))
    .orderBy(ticketTypes.id)
    .for('update');
  const { MEDIA_ORIGINS, DRM_VENDORS } = env();
  return {
    before: (await readEventPlan(tx, staff, plan.id))?.plan,
    taken: new Map(locked.map(({ id, taken }) => [id, taken])),
    usedTicketTypes: await usedTypes(
      tx,
      locked.map(({ id }) => id),
    ),
    usedDays: await usedDays(tx, plan.id),
    ...(await foreign(tx, plan)),
    mediaOrigins: new Set(MEDIA_ORIGINS.map((url) => new URL(url).origin)),
    keySystems: new Set(keySystems.filter((name) => DRM_VENDORS[name] !== undefined)),
  };
}

async function usedTypes(tx: Transaction, ids: string[]): Promise<ReadonlySet<string>> {
  const ordered = await tx
    .selectDistinct({ id: orderLines.ticketTypeId })
    .from(orderLines)
    .where(inArray(orderLines.ticketTypeId, ids));
  const promised = await tx
    .selectDistinct({ id: claimLinks.ticketTypeId })
    .from(claimLinks)
    .where(inArray(claimLinks.ticketTypeId, ids));
  return new Set([...ordered, ...promised].flatMap(({ id }) => id ?? []));
}

async function usedDays(tx: Transaction, eventId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: eventDays.id })
    .from(eventDays)
    .where(
      and(
        eq(eventDays.eventId, eventId),
        or(
          sql`exists (select from ${entitlements} where ${entitlements.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${dayClaims} where ${dayClaims.eventDayId} = ${eventDays.id})`,
          sql`exists (select from ${playbackSessions} where ${playbackSessions.eventDayId} = ${eventDays.id})`,
        ),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

async function foreign(tx: Transaction, plan: EventPlan) {
  const kids = plan.days.flatMap((day) => day.kids);
  const keys = await tx
    .select({ kid: eventDayKeys.kid })
    .from(eventDayKeys)
    .innerJoin(eventDays, eq(eventDays.id, eventDayKeys.eventDayId))
    .where(and(inArray(eventDayKeys.kid, kids), ne(eventDays.eventId, plan.id)));
  const slugs = await tx
    .select({ slug: events.slug })
    .from(events)
    .where(and(eq(events.slug, plan.slug), ne(events.id, plan.id)));
  return {
    foreignKids: new Set(keys.map(({ kid }) => kid)),
    foreignSlugs: new Set(slugs.map(({ slug }) => slug)),
  };
}
