import { and, asc, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { orders, payments } from '@/lib/db/schema/sales';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface VoucherOrder {
  readonly orderId: string;
  readonly orderCode: string;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly totalMinor: number;
  readonly currency: string;
  /** Until when it may be paid at the konbini. */
  readonly deadline: Date;
}

/** The viewer's orders that wait to be paid at a konbini, the one that ends first on top. */
export async function listVoucherOrders(
  db: Queries,
  viewer: Viewer,
  now: Date,
): Promise<readonly VoucherOrder[]> {
  const deadline = sql`(${payments.voucher} ->> 'expiresAt')::timestamptz`;
  return db
    .select({
      orderId: orders.id,
      orderCode: orders.code,
      eventTitle: events.title,
      timeZone: events.timeZone,
      totalMinor: orders.totalMinor,
      currency: orders.currency,
      deadline: deadline.mapWith(orders.holdUntil),
    })
    .from(orders)
    .innerJoin(payments, eq(payments.orderId, orders.id))
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(
      and(
        eq(orders.viewerId, viewer.id),
        eq(orders.state, 'held'),
        eq(payments.state, 'pending'),
        sql`${payments.voucher} is not null and ${deadline} > ${now}`,
      ),
    )
    .orderBy(asc(deadline));
}
