import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { type Database, type Transaction, violates } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { massRefunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';
import type { OrderState } from '@/lib/domain/order';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';
import { describeError, log } from '@/lib/log';
import { releaseUnlessPaid } from '@/lib/sales/cancel-hold';
import { requestRefund } from '@/lib/sales/refund-order';

const PAGE = 100;

/**
 * Orders that everybody who paid for an event gets their money back, and ends its sale. The jobs tick lets go of the
 * open holds, writes the refunds down and sends them; killed at any point it goes on where it was. Safe to call twice
 * while one is being prepared. Returns its id. Throws Fault `not_found` for an unknown event.
 */
export async function refundEvent(
  db: Database,
  staff: Staff,
  ask: { eventSlug: string; reason: string; now: Date },
): Promise<string> {
  const [event] = await db.select({ id: events.id }).from(events).where(eq(events.slug, ask.eventSlug));
  if (event === undefined) throw new Fault('not_found', 'no such event');
  const id = newId('mrf');
  try {
    await db.transaction(async (tx) => {
      await tx.insert(massRefunds).values({
        id,
        eventId: event.id,
        reason: ask.reason,
        requestedBy: staff.email,
        createdAt: ask.now,
      });
      await endSale(tx, event.id, ask.now);
    });
    return id;
  } catch (error) {
    if (!violates(error, 'mass_refunds_one_under_way')) throw error;
    const [other] = await db
      .select({ id: massRefunds.id })
      .from(massRefunds)
      .where(and(eq(massRefunds.eventId, event.id), isNull(massRefunds.preparedAt)));
    return other?.id ?? refundEvent(db, staff, ask);
  }
}

/**
 * A minute ago, for those whose press came before ours and is still on its way to the database. Locks in id order, as
 * everywhere.
 */
async function endSale(tx: Transaction, eventId: string, now: Date): Promise<void> {
  const end = new Date(now.getTime() - 60_000);
  await tx.execute(sql`
    with locked as (select id from ticket_types where event_id = ${eventId} order by id for update)
    update ticket_types set sale_ends_at = greatest(sale_starts_at + interval '1 millisecond', least(sale_ends_at, ${end}))
    from locked where ticket_types.id = locked.id`);
}

/**
 * Writes the refunds of mass refunds down, an order a transaction. An order that is written is not paid any more, so
 * a second run, also in parallel, passes over it. It is done when no hold is left that could still be paid and no order
 * broke; one that does keeps no other one waiting. Returns how many were written.
 */
export async function prepareMassRefunds(db: Database, now: Date): Promise<number> {
  const open = await db.select().from(massRefunds).where(isNull(massRefunds.preparedAt));
  let written = 0;
  for (const mass of open) {
    const areHoldsGone = await releaseHolds(db, mass, now);
    const done = await writeRefunds(db, mass, now);
    written += done.written;
    if (!areHoldsGone || done.broken > 0) continue;
    await db.update(massRefunds).set({ preparedAt: now }).where(eq(massRefunds.id, mass.id));
  }
  return written;
}

type MassRefund = typeof massRefunds.$inferSelect;

async function releaseHolds(db: Database, mass: MassRefund, now: Date): Promise<boolean> {
  let areGone = true;
  for await (const orderId of ordersIn(db, mass, ['held'])) {
    try {
      await releaseUnlessPaid(db, { orderId, to: 'canceled', now });
    } catch (error) {
      areGone = false;
      log.error('hold.not_released', { orderId, cause: describeError(error) });
    }
  }
  return areGone;
}

async function writeRefunds(
  db: Database,
  mass: MassRefund,
  now: Date,
): Promise<{ written: number; broken: number }> {
  let [written, broken] = [0, 0];
  for await (const orderId of ordersIn(db, mass, ['paid', 'partially_refunded'])) {
    const wish = { orderId, lineIds: 'all', reason: mass.reason, now } as const;
    try {
      const done = await db.transaction((tx) =>
        requestRefund(tx, { ...wish, source: 'event_canceled', massRefundId: mass.id }),
      );
      if (done.outcome === 'refund_due' || done.outcome === 'revoked_free') written += 1;
    } catch (error) {
      broken += 1;
      log.error('refund.not_written', { orderId, cause: describeError(error) });
    }
  }
  return { written, broken };
}

/** The event's orders in these states, each once, also when their states change meanwhile. */
async function* ordersIn(
  db: Database,
  { eventId }: MassRefund,
  states: readonly OrderState[],
): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = await db
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.eventId, eventId), inArray(orders.state, [...states]), gt(orders.id, after)))
      .orderBy(asc(orders.id))
      .limit(PAGE);
    for (const { id } of page) yield id;
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}
