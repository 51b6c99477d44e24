import { and, asc, desc, eq } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import { orderLines, orders, payments } from '@/lib/db/schema/sales';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';

export interface OrderDetail {
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  readonly eventSlug: string;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly contactEmail: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly holdUntil: Date;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly lines: readonly {
    readonly ticketTypeId: string;
    readonly name: LocalizedText;
    readonly priceMinor: number;
  }[];
  /** The newest payment attempt, if there was one: `failureCode` is Stripe's decline code. */
  readonly payment:
    | {
        readonly state: string;
        readonly failureCode: string | null;
        readonly cardBrand: string | null;
        readonly cardLast4: string | null;
        readonly paymentIntentId: string | null;
      }
    | undefined;
}

/** An order of this viewer; another's looks like one that does not exist. */
export async function findOrder(
  db: Queries,
  viewer: Viewer,
  orderId: string,
): Promise<OrderDetail | undefined> {
  const [row] = await db
    .select({ order: orders, event: events })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id)));
  if (row === undefined) return undefined;
  const lines = await db
    .select({ ticketTypeId: ticketTypes.id, name: ticketTypes.name, priceMinor: orderLines.priceMinor })
    .from(orderLines)
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(ticketTypes.position));
  const [payment] = await db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(desc(payments.attempt))
    .limit(1);
  return {
    ...row.order,
    eventSlug: row.event.slug,
    eventTitle: row.event.title,
    timeZone: row.event.timeZone,
    lines,
    payment,
  };
}

/** The order this viewer holds for an event right now, to go on with after a reload. */
export async function findHeldOrderForEvent(
  db: Queries,
  viewer: Viewer,
  ask: { slug: string; now: Date },
): Promise<OrderDetail | undefined> {
  const [row] = await db
    .select({ id: orders.id, holdUntil: orders.holdUntil })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(and(eq(orders.viewerId, viewer.id), eq(events.slug, ask.slug), eq(orders.state, 'held')));
  return row === undefined || row.holdUntil <= ask.now ? undefined : findOrder(db, viewer, row.id);
}
