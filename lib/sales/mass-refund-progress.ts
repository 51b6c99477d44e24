import { count, desc, eq, sum } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { massRefunds, refunds } from '@/lib/db/schema/refunds';
import { orders, payments } from '@/lib/db/schema/sales';
import type { RefundState } from '@/lib/domain/order';
import { Fault } from '@/lib/fault';

export interface MassRefundProgress {
  /** The newest of the event; undefined: nobody ordered any. */
  readonly newest: { readonly id: string; readonly isWrittenDown: boolean } | undefined;
  /** Its refunds by state and currency; amounts in minor units. */
  readonly counts: readonly {
    readonly state: RefundState;
    readonly currency: string;
    readonly refunds: number;
    readonly amountMinor: number;
  }[];
}

/** How far an event's refund of everybody has come. Throws Fault `not_found` for an unknown event. */
export async function massRefundProgress(db: Database, eventSlug: string): Promise<MassRefundProgress> {
  const [event] = await db.select({ id: events.id }).from(events).where(eq(events.slug, eventSlug));
  if (event === undefined) throw new Fault('not_found', 'no such event');
  const [newest] = await db
    .select()
    .from(massRefunds)
    .where(eq(massRefunds.eventId, event.id))
    .orderBy(desc(massRefunds.createdAt))
    .limit(1);
  if (newest === undefined) return { newest: undefined, counts: [] };
  const counts = await db
    .select({
      state: refunds.state,
      currency: orders.currency,
      refunds: count(),
      amountMinor: sum(refunds.amountMinor).mapWith(Number),
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(refunds.massRefundId, newest.id))
    .groupBy(refunds.state, orders.currency)
    .orderBy(refunds.state, orders.currency);
  return { newest: { id: newest.id, isWrittenDown: newest.preparedAt !== null }, counts };
}
