import { and, eq, gt, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { events, eventDays, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import { claimLinks } from '@/lib/db/schema/staff';
import { COMP_LINK_MS } from '@/lib/domain/claim-link';
import type { CompRefusal } from '@/lib/domain/comp-refusal';
import { compLimit } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { issueClaimLink } from '@/lib/sales/issue-claim-link';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';
import type { Locale } from '@/messages/routing';

interface CompGrant {
  readonly key: string;
  readonly reason: string;
  readonly ticketTypeId: string;
  /** Normalised. */
  readonly to: string;
  readonly locale: Locale;
  readonly now: Date;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Mails somebody a link by which they get a ticket without paying, as one act of staff. The seat is taken when the link is
 * used. `limit_reached`: this member has given as many in 24 hours as their role allows, also when many presses come at
 * once. Throws Fault `not_found` without the power or for a ticket type that is not published.
 */
export async function grantComp(
  db: Database,
  staff: Staff,
  grant: CompGrant,
): Promise<PerformedAct<CompRefusal>> {
  const { key, reason, ticketTypeId, to, now } = grant;
  const offer = await findOffer(db, ticketTypeId);
  return performAct<CompRefusal>(db, staff, {
    power: 'grant_comp',
    key,
    reason,
    eventId: offer.eventId,
    subject: to,
    now,
    work: (tx) => issue(tx, staff, { ...grant, ...offer }),
  });
}

/** How many complimentary tickets this member may still give. */
export async function compsLeft(db: Database | Transaction, staff: Staff, now: Date): Promise<number> {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const given = await db.$count(
    claimLinks,
    and(eq(claimLinks.kind, 'comp'), eq(claimLinks.issuedBy, staff.email), gt(claimLinks.createdAt, dayAgo)),
  );
  return Math.max(0, compLimit(staff.roles) - given);
}

interface Offer {
  readonly eventId: string;
  readonly lastEndsAt: Date;
  readonly seatsLeft: number;
}

async function findOffer(db: Database, ticketTypeId: string): Promise<Offer> {
  const [offer] = await db
    .select({
      eventId: events.id,
      lastEndsAt: sql`max(${eventDays.endsAt})`.mapWith(eventDays.endsAt),
      seatsLeft: sql<number>`${ticketTypes.capacity} - ${ticketTypes.held} - ${ticketTypes.sold}`,
    })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .innerJoin(ticketTypeDays, eq(ticketTypeDays.ticketTypeId, ticketTypes.id))
    .innerJoin(eventDays, eq(eventDays.id, ticketTypeDays.eventDayId))
    .where(and(eq(ticketTypes.id, ticketTypeId), eq(events.state, 'published')))
    .groupBy(ticketTypes.id, events.id);
  if (offer === undefined) throw new Fault('not_found', 'no such ticket type');
  return offer;
}

async function issue(
  tx: Transaction,
  staff: Staff,
  { ticketTypeId, to, locale, reason, lastEndsAt, seatsLeft, now }: CompGrant & Offer,
): Promise<ActWork<CompRefusal>> {
  if (lastEndsAt <= now) return { ok: false, reason: 'event_over' };
  if (seatsLeft <= 0) return { ok: false, reason: 'no_seat' };
  // Presses of one member wait for each other, so that none of them counts too few.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`comps:${staff.email}`}, 0))`);
  if ((await compsLeft(tx, staff, now)) === 0) return { ok: false, reason: 'limit_reached' };
  const expiresAt = new Date(Math.min(now.getTime() + COMP_LINK_MS, lastEndsAt.getTime()));
  const link = { toAddress: to, locale, issuedBy: staff.email, reason, createdAt: now, expiresAt };
  const id = await issueClaimLink(tx, { kind: 'comp', ticketTypeId, ...link });
  return { ok: true, after: { link: id, ticketTypeId, to, locale, expiresAt } };
}
