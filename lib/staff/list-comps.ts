import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import { orders } from '@/lib/db/schema/sales';
import { claimLinks } from '@/lib/db/schema/staff';
import { type LinkState, linkState } from '@/lib/domain/claim-link';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { logLook } from '@/lib/staff/log-look';

const PAGE = 50;

export interface CompRow {
  readonly id: string;
  readonly to: string;
  readonly eventTitle: LocalizedText;
  readonly ticket: LocalizedText;
  readonly timeZone: string;
  readonly issuedBy: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: LinkState;
  readonly order: { readonly id: string; readonly code: string } | undefined;
}

/** Complimentary tickets, newest first, a page at a time; `before` is a link's id. Throws Fault `not_found` without the power. */
export async function listComps(
  db: Database,
  staff: Staff,
  { before, now }: { readonly before: string | undefined; readonly now: Date },
): Promise<{ readonly rows: readonly CompRow[]; readonly hasMore: boolean }> {
  if (!hasPower(staff.roles, 'grant_comp')) throw new Fault('not_found', 'no power to grant_comp');
  const place = [claimLinks.createdAt, claimLinks.id] as const;
  const isOlder =
    before === undefined
      ? undefined
      : lt(
          sql`(${place[0]}, ${place[1]})`,
          sql`(select created_at, id from claim_links older where older.id = ${before})`,
        );
  const found = await db
    .select({ link: claimLinks, ticket: ticketTypes.name, event: events, code: orders.code })
    .from(claimLinks)
    .innerJoin(ticketTypes, eq(ticketTypes.id, claimLinks.ticketTypeId))
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .leftJoin(orders, eq(orders.id, claimLinks.orderId))
    .where(and(eq(claimLinks.kind, 'comp'), isOlder))
    .orderBy(desc(claimLinks.createdAt), desc(claimLinks.id))
    .limit(PAGE + 1);
  const page = found.slice(0, PAGE);
  await logLook(db, staff, { what: 'comps', shown: page.map(({ link }) => link.id), now });
  const rows = page.map(({ link, ticket, event, code }) => ({
    ...link,
    to: link.toAddress,
    ticket,
    eventTitle: event.title,
    timeZone: event.timeZone,
    state: linkState(link, now),
    order: link.orderId === null || code === null ? undefined : { id: link.orderId, code },
  }));
  return { rows, hasMore: found.length > PAGE };
}

export interface CompChoice {
  readonly id: string;
  readonly name: LocalizedText;
  readonly eventTitle: LocalizedText;
  readonly seatsLeft: number;
}

/** The tickets that can be given away: of published events, with a day that is not over and a seat that is left. */
export async function listCompChoices(db: Database, now: Date): Promise<readonly CompChoice[]> {
  const seatsLeft = sql<number>`${ticketTypes.capacity} - ${ticketTypes.held} - ${ticketTypes.sold}`;
  const hasDayAhead = sql`exists (select from ticket_type_days join event_days on event_days.id = event_day_id
    where ticket_type_id = ${ticketTypes.id} and ends_at > ${now})`;
  return db
    .select({ id: ticketTypes.id, name: ticketTypes.name, eventTitle: events.title, seatsLeft })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .where(and(eq(events.state, 'published'), hasDayAhead, gt(seatsLeft, 0)))
    .orderBy(desc(events.createdAt), events.id, ticketTypes.position)
    .limit(500);
}
