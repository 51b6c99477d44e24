import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import { moveSeats } from '@/lib/sales/seat-counts';

/**
 * Turns an order into tickets: one active entitlement per line and day, seats counted as sold, order paid. Runs
 * inside the transaction that proved the payment; unique constraints make a second run impossible.
 */
export async function fulfillOrder(
  tx: Transaction,
  order: { id: string; viewerId: string },
  { now, seats }: { now: Date; seats: 'held' | 'retaken' },
): Promise<void> {
  if (seats === 'held') await moveSeats(tx, order.id, { held: -1, sold: 1 });
  await tx.execute(sql`
    insert into entitlements (id, order_line_id, event_day_id, n, viewer_id, state, created_at)
    select 'ent_' || replace(gen_random_uuid()::text, '-', ''), order_lines.id, ticket_type_days.event_day_id, 1,
           ${order.viewerId}, 'active', ${now}
    from order_lines join ticket_type_days using (ticket_type_id)
    where order_lines.order_id = ${order.id}`);
  await tx.update(orders).set({ state: 'paid', paidAt: now, closedAt: null }).where(eq(orders.id, order.id));
}
