import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { orderLines, orders } from '@/lib/db/schema/sales';

export interface HeldOrder {
  readonly orderId: string;
  readonly holdUntil: Date;
  /** In the order of their ids. */
  readonly ticketTypeIds: readonly string[];
}

/** The one order that this viewer holds for the event (a partial unique index sees to "one"). */
export async function findHeldOrder(
  db: Queries,
  viewerId: string,
  eventId: string,
): Promise<HeldOrder | undefined> {
  const rows = await db
    .select({ orderId: orders.id, holdUntil: orders.holdUntil, ticketTypeId: orderLines.ticketTypeId })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(and(eq(orders.viewerId, viewerId), eq(orders.eventId, eventId), eq(orders.state, 'held')))
    .orderBy(asc(orderLines.ticketTypeId));
  const [first] = rows;
  if (first === undefined) return undefined;
  return { ...first, ticketTypeIds: rows.map((row) => row.ticketTypeId) };
}

/** The order that this page view has made already, in whatever state it is now. */
export async function findOrderByKey(
  db: Queries,
  viewerId: string,
  clientKey: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.viewerId, viewerId), eq(orders.clientKey, clientKey)));
  return row?.id;
}
