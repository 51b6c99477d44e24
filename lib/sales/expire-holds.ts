import { and, asc, eq, gt, isNotNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import { describeError, log } from '@/lib/log';
import { releaseUnlessPaid } from '@/lib/sales/cancel-hold';
import { inTurn } from '@/lib/sales/in-turn';
import { syncPayment } from '@/lib/sales/sync-payment';

const PAGE = 50;

interface Overdue {
  readonly id: string;
  readonly holdUntil: Date;
}

/**
 * Gives back the seats of holds that ran out: first those that nobody could have paid, which ask nothing of Stripe,
 * then the others. A hold whose PaymentIntent cannot be canceled stays for the next tick and keeps no other one
 * waiting. Safe to run in parallel and at any time. Returns how many were released.
 */
export async function expireHolds(db: Database, now: Date): Promise<number> {
  return (await expirePages(db, now, 'never_paid')) + (await expirePages(db, now, 'all'));
}

async function expirePages(db: Database, now: Date, which: 'never_paid' | 'all'): Promise<number> {
  let released = 0;
  let last: Overdue | undefined;
  for (;;) {
    const page = await findOverdue(db, { now, which, after: last });
    const outcomes =
      which === 'never_paid'
        ? await Promise.all(page.map((order) => expire(db, order.id, now)))
        : await inTurn(db, page, { act: (order) => expire(db, order.id, now) });
    released += outcomes.filter((isReleased) => isReleased).length;
    last = page.at(-1);
    if (page.length < PAGE) return released;
  }
}

async function expire(db: Database, orderId: string, now: Date): Promise<boolean> {
  try {
    if (await isKeptByVoucher(db, orderId, now)) return false;
    return (await releaseUnlessPaid(db, { orderId, to: 'expired', now })) === 'released';
  } catch (error) {
    log.error('hold.not_released', { orderId, cause: describeError(error) });
    return false;
  }
}

/**
 * Looks for a voucher whose notice was lost or is on its way: its order is kept until the voucher's end, and the
 * buyer may be standing at the till.
 */
async function isKeptByVoucher(db: Database, orderId: string, now: Date): Promise<boolean> {
  const begun = await db
    .select({ paymentIntentId: payments.paymentIntentId })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(
      and(
        eq(orders.id, orderId),
        eq(payments.state, 'pending'),
        sql`'konbini' = any(${orders.paymentMethods})`,
      ),
    );
  for (const { paymentIntentId } of begun) {
    if (paymentIntentId !== null) await syncPayment(db, paymentIntentId, { now });
  }
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  return order?.state === 'held' && order.holdUntil > now;
}

interface Page {
  readonly now: Date;
  readonly which: 'never_paid' | 'all';
  readonly after: Overdue | undefined;
}

/** Oldest first, from behind the last one seen: what stays held is not read twice in one run. */
function findOverdue(db: Database, { now, which, after }: Page): Promise<Overdue[]> {
  const begun = db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orders.id), isNotNull(payments.paymentIntentId)));
  const isBehind =
    after &&
    or(
      gt(orders.holdUntil, after.holdUntil),
      and(eq(orders.holdUntil, after.holdUntil), gt(orders.id, after.id)),
    );
  return db
    .select({ id: orders.id, holdUntil: orders.holdUntil })
    .from(orders)
    .where(
      and(
        eq(orders.state, 'held'),
        lte(orders.holdUntil, now),
        isBehind,
        which === 'never_paid' ? notExists(begun) : undefined,
      ),
    )
    .orderBy(asc(orders.holdUntil), asc(orders.id))
    .limit(PAGE);
}
