import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { Fault } from '@/lib/fault';

export interface Choice {
  readonly eventId: string;
  /** Distinct, in the order of their ids: everybody locks them in this order. */
  readonly ticketTypes: readonly ChosenTicketType[];
  /** The order that this page view has made already, in whatever state it is now. */
  readonly repeatedOrderId: string | undefined;
  /** The order this viewer holds for the event. */
  readonly heldOrderId: string | undefined;
}

export interface ChosenTicketType {
  readonly id: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  /** The doors of the first day that the type opens. */
  readonly firstDoorsAt: Date;
  /** Held seats that wait for a konbini voucher to be paid. */
  readonly waitingForVoucher: number;
}

const MAX_TICKET_TYPES = 10;

const firstDoors = sql`(
  select min(doors_at) from event_days join ticket_type_days on event_day_id = event_days.id
  where ticket_type_id = ${ticketTypes.id})`;

const vouchersWaiting = sql`(
  select count(*) from payments join orders on orders.id = payments.order_id
  join order_lines on order_lines.order_id = orders.id
  where ticket_type_id = ${ticketTypes.id} and orders.state = 'held' and payments.voucher is not null)`;

interface Wish {
  readonly eventSlug: string;
  readonly ticketTypeIds: readonly string[];
  readonly viewerId: string;
  readonly clientKey: string;
}

/**
 * The chosen ticket types of a published event, and what this viewer has open there: one query, because everybody
 * asks it at the moment the sale begins. Throws Fault `not_found` when any type is not one of the event's own.
 */
export async function findChoice(db: Queries, wish: Wish): Promise<Choice> {
  const { eventSlug, viewerId } = wish;
  const ids = [...new Set(wish.ticketTypeIds)].slice(0, MAX_TICKET_TYPES + 1);
  if (ids.length === 0 || ids.length > MAX_TICKET_TYPES)
    throw new Fault('bad_request', 'no choice, or too many');
  const rows = await db
    .select({
      eventId: events.id,
      id: ticketTypes.id,
      priceMinor: ticketTypes.priceMinor,
      currency: ticketTypes.currency,
      capacity: ticketTypes.capacity,
      held: ticketTypes.held,
      sold: ticketTypes.sold,
      saleStartsAt: ticketTypes.saleStartsAt,
      saleEndsAt: ticketTypes.saleEndsAt,
      firstDoorsAt: firstDoors.mapWith(eventDays.doorsAt),
      waitingForVoucher: vouchersWaiting.mapWith(Number),
      repeatedOrderId: sql<string | null>`(
        select id from orders where viewer_id = ${viewerId} and client_key = ${wish.clientKey})`,
      heldOrderId: sql<string | null>`(
        select id from orders where viewer_id = ${viewerId} and event_id = ${events.id} and state = 'held')`,
    })
    .from(events)
    .innerJoin(ticketTypes, eq(ticketTypes.eventId, events.id))
    .where(and(eq(events.slug, eventSlug), eq(events.state, 'published'), inArray(ticketTypes.id, ids)))
    .orderBy(asc(ticketTypes.id));
  const [first] = rows;
  if (first === undefined || rows.length !== ids.length)
    throw new Fault('not_found', 'unknown event or ticket type');
  const { eventId, repeatedOrderId, heldOrderId } = first;
  return {
    eventId,
    ticketTypes: rows,
    repeatedOrderId: repeatedOrderId ?? undefined,
    heldOrderId: heldOrderId ?? undefined,
  };
}
