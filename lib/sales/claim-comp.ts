import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Transaction } from '@/lib/db/client';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { orderLines, orders } from '@/lib/db/schema/sales';
import { Fault } from '@/lib/fault';
import { newId, newOrderCode } from '@/lib/ids';
import type { ClaimLink, ClaimResult } from '@/lib/sales/claim-result';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { fulfillOrder } from '@/lib/sales/fulfill-order';
import { retakeSeats } from '@/lib/sales/seat-counts';

interface Claiming {
  readonly link: ClaimLink;
  readonly now: Date;
}

/**
 * A complimentary ticket becomes an order of its own: nothing to pay, seats and days as in a sale. Runs under the link's
 * lock; a refusal has written nothing. Throws Fault `conflict` when the viewer buys one of the days in this very moment.
 */
export async function claimComp(tx: Transaction, viewer: Viewer, claiming: Claiming): Promise<ClaimResult> {
  // Locked before the order's line refers to it, or two claims would wait for each other.
  const [type] = await tx
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.id, claiming.link.ticketTypeId ?? ''))
    .for('update');
  if (type === undefined) throw new Error('a complimentary link without its ticket type');
  if (await hasDayOf(tx, viewer, type.id)) return { ok: false, reason: 'already_entitled' };
  if (type.held + type.sold >= type.capacity) return { ok: false, reason: 'sold_out' };
  const order = await writeOrder(tx, viewer, { ...claiming, type });
  if (!(await retakeSeats(tx, order))) throw new Fault('conflict', 'the viewer has taken the day elsewhere');
  await fulfillOrder(tx, order, { now: claiming.now, seats: 'retaken' });
  await enqueueMail(tx, { kind: 'confirmation', order, now: claiming.now });
  return { ok: true, orderId: order.id };
}

/** `expired` until it has its seat: as `held` it would be in the way of what the viewer is buying. */
async function writeOrder(
  tx: Transaction,
  viewer: Viewer,
  { link, type, now }: Claiming & { readonly type: typeof ticketTypes.$inferSelect },
) {
  const order = {
    id: newId('ord'),
    code: newOrderCode(),
    viewerId: viewer.id,
    eventId: type.eventId,
    state: 'expired',
    source: 'comp',
    totalMinor: 0,
    currency: type.currency,
    contactEmail: viewer.email,
    locale: link.locale,
    clientKey: link.id,
    holdUntil: now,
    createdAt: now,
  } as const;
  await tx.insert(orders).values(order);
  await tx.insert(orderLines).values({
    id: `lin_${randomUUID().replaceAll('-', '')}`,
    orderId: order.id,
    ticketTypeId: type.id,
    priceMinor: type.priceMinor,
    discountMinor: type.priceMinor,
  });
  return order;
}

async function hasDayOf(tx: Transaction, viewer: Viewer, ticketTypeId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ has: boolean }>(sql`
    select exists (select from day_claims join ticket_type_days using (event_day_id)
      where ticket_type_id = ${ticketTypeId} and viewer_id = ${viewer.id}) as has`);
  return rows[0]?.has === true;
}
