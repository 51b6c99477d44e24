import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import { orderLines } from '@/lib/db/schema/sales';
import { claimLinks } from '@/lib/db/schema/staff';
import { type LinkState, linkState } from '@/lib/domain/claim-link';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { ClaimLink } from '@/lib/sales/claim-result';
import { hashClaimToken } from '@/lib/sales/claim-token';

export interface ClaimDay {
  readonly title: LocalizedText;
  readonly startsAt: Date;
}

export interface ClaimOffer {
  readonly link: ClaimLink;
  readonly event: typeof events.$inferSelect;
  readonly tickets: readonly LocalizedText[];
  readonly days: readonly ClaimDay[];
}

export interface Claim extends ClaimOffer {
  readonly state: LinkState;
}

/** What the link of this token promises and what has become of it; undefined when nobody made it. Changes nothing. */
export async function findClaim(
  db: Queries,
  { token, now }: { readonly token: string; readonly now: Date },
): Promise<Claim | undefined> {
  const [link] = await db
    .select()
    .from(claimLinks)
    .where(eq(claimLinks.tokenHash, hashClaimToken(token)));
  if (link === undefined) return undefined;
  return { ...(await readOffer(db, link)), state: linkState(link, now) };
}

/** The link of a mail, found by its id. */
export async function findOpenOffer(
  db: Queries,
  { linkId, now }: { readonly linkId: string; readonly now: Date },
): Promise<ClaimOffer | undefined> {
  const [link] = await db.select().from(claimLinks).where(eq(claimLinks.id, linkId));
  if (link === undefined || linkState(link, now) !== 'open') return undefined;
  return readOffer(db, link);
}

async function readOffer(db: Queries, link: ClaimLink): Promise<ClaimOffer> {
  const ofOrder = db
    .select({ id: orderLines.ticketTypeId })
    .from(orderLines)
    .where(sql`${orderLines.orderId} = ${link.orderId} and ${orderLines.revokedAt} is null`);
  const rows = await db
    .select({ typeId: ticketTypes.id, ticket: ticketTypes.name, event: events, day: eventDays })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .innerJoin(ticketTypeDays, eq(ticketTypeDays.ticketTypeId, ticketTypes.id))
    .innerJoin(eventDays, eq(eventDays.id, ticketTypeDays.eventDayId))
    .where(
      link.kind === 'comp' ? eq(ticketTypes.id, link.ticketTypeId ?? '') : inArray(ticketTypes.id, ofOrder),
    )
    .orderBy(asc(ticketTypes.position), asc(eventDays.startsAt));
  const [first] = rows;
  const event = first?.event ?? (await eventOfOrder(db, link));
  return {
    link,
    event,
    tickets: [...new Map(rows.map(({ typeId, ticket }) => [typeId, ticket])).values()],
    days: [...new Map(rows.map(({ day }) => [day.id, day])).values()].sort(
      (one, other) => one.startsAt.getTime() - other.startsAt.getTime(),
    ),
  };
}

/** All tickets of the order were taken back meanwhile. */
async function eventOfOrder(db: Queries, link: ClaimLink): Promise<typeof events.$inferSelect> {
  const [event] = await db
    .select()
    .from(events)
    .where(sql`${events.id} = (select event_id from orders where id = ${link.orderId})`);
  if (event === undefined) throw new Error('a claim link without its event');
  return event;
}
