import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import { promoCodes, promoUses } from '@/lib/db/schema/promo';
import { refunds } from '@/lib/db/schema/refunds';
import { orderLines, orders, payments } from '@/lib/db/schema/sales';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState, PaymentState, RefundState } from '@/lib/domain/order';
import type { PaymentMethod, Voucher } from '@/lib/domain/payment-method';
import type { RefundSource } from '@/lib/domain/refund';

export interface OrderDetail {
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  readonly eventSlug: string;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly contactEmail: string;
  /** To be paid: the lines' prices less `discountMinor`. */
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly promoCode: string | undefined;
  readonly currency: string;
  readonly holdUntil: Date;
  /** What was offered when the seats were held; `methodsFor` tells what its total permits. */
  readonly paymentMethods: readonly PaymentMethod[];
  readonly voucherDeadline: Date | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly lines: readonly OrderLineDetail[];
  /** The one the tickets stand on, else the newest attempt. */
  readonly payment: PaymentDetail | undefined;
  readonly refunds: readonly RefundDetail[];
}

export interface OrderLineDetail {
  readonly ticketTypeId: string;
  readonly name: LocalizedText;
  readonly priceMinor: number;
  readonly discountMinor: number;
  readonly revokedAt: Date | null;
}

export interface PaymentDetail {
  readonly state: PaymentState;
  readonly paymentIntentId: string | null;
  readonly stripeStatus: string | null;
  /** Stripe's decline or error code, or one of our own. */
  readonly failureCode: string | null;
  readonly method: PaymentMethod | null;
  readonly voucher: Voucher | null;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
}

export interface RefundDetail {
  readonly id: string;
  readonly amountMinor: number;
  readonly state: RefundState;
  readonly source: RefundSource;
  readonly method: PaymentMethod | null;
}

/** An order of this viewer; another's looks like one that does not exist. */
export async function findOrder(
  db: Queries,
  viewer: Viewer,
  orderId: string,
): Promise<OrderDetail | undefined> {
  // Before its order: both change at once, and a new payment must never be shown with an old order.
  const payment = await findPayment(db, orderId);
  const [row] = await db
    .select({ order: orders, event: events, promoCode: promoCodes.code })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .leftJoin(promoUses, eq(promoUses.orderId, orders.id))
    .leftJoin(promoCodes, eq(promoCodes.id, promoUses.promoCodeId))
    .where(and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id)));
  if (row === undefined) return undefined;
  const { order, event } = row;
  const lines = await listLines(db, orderId);
  return {
    ...order,
    eventSlug: event.slug,
    eventTitle: event.title,
    timeZone: event.timeZone,
    discountMinor: lines.reduce((sum, line) => sum + line.discountMinor, 0),
    promoCode: row.promoCode ?? undefined,
    lines,
    payment,
    refunds: await listRefunds(db, orderId),
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

function listLines(db: Queries, orderId: string): Promise<OrderLineDetail[]> {
  return db
    .select({
      ticketTypeId: ticketTypes.id,
      name: ticketTypes.name,
      priceMinor: orderLines.priceMinor,
      discountMinor: orderLines.discountMinor,
      revokedAt: orderLines.revokedAt,
    })
    .from(orderLines)
    .innerJoin(ticketTypes, eq(ticketTypes.id, orderLines.ticketTypeId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(ticketTypes.position));
}

async function findPayment(db: Queries, orderId: string): Promise<PaymentDetail | undefined> {
  const [payment] = await db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(desc(sql`${payments.state} = 'succeeded'`), desc(payments.attempt))
    .limit(1);
  return payment;
}

function listRefunds(db: Queries, orderId: string): Promise<RefundDetail[]> {
  return db
    .select({
      id: refunds.id,
      amountMinor: refunds.amountMinor,
      state: refunds.state,
      source: refunds.source,
      method: payments.method,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(refunds.createdAt));
}
