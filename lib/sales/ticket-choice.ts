import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import { Fault } from '@/lib/fault';

export interface Choice {
  readonly eventId: string;
  /** Distinct, in the order of their ids: everybody locks them in this order. */
  readonly ticketTypes: readonly ChosenTicketType[];
}

export interface ChosenTicketType {
  readonly id: string;
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
}

const MAX_TICKET_TYPES = 10;

/** The chosen ticket types of a published event. Throws Fault `not_found` when any is not one of its own. */
export async function findChoice(
  db: Queries,
  eventSlug: string,
  ticketTypeIds: readonly string[],
): Promise<Choice> {
  const ids = [...new Set(ticketTypeIds)].slice(0, MAX_TICKET_TYPES + 1);
  if (ids.length === 0 || ids.length > MAX_TICKET_TYPES)
    throw new Fault('bad_request', 'no choice, or too many');
  const rows = await db
    .select({
      eventId: events.id,
      id: ticketTypes.id,
      capacity: ticketTypes.capacity,
      held: ticketTypes.held,
      sold: ticketTypes.sold,
      saleStartsAt: ticketTypes.saleStartsAt,
      saleEndsAt: ticketTypes.saleEndsAt,
    })
    .from(events)
    .innerJoin(ticketTypes, eq(ticketTypes.eventId, events.id))
    .where(and(eq(events.slug, eventSlug), eq(events.state, 'published'), inArray(ticketTypes.id, ids)))
    .orderBy(asc(ticketTypes.id));
  const [first] = rows;
  if (first === undefined || rows.length !== ids.length)
    throw new Fault('not_found', 'unknown event or ticket type');
  return { eventId: first.eventId, ticketTypes: rows };
}
