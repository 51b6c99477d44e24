import { and, asc, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import { forgiveAct, limitAct } from '@/lib/auth/act-limit';
import type { Database, Queries, Transaction } from '@/lib/db/client';
import { promoCodes, promoUses } from '@/lib/db/schema/promo';
import { orderLines, orders } from '@/lib/db/schema/sales';
import { decidePromo, normalizePromoCode, type PromoDecision } from '@/lib/domain/promo';
import type { SaleRefusal } from '@/lib/domain/refusal';
import { Fault } from '@/lib/fault';
import { returnPromoUse } from '@/lib/sales/return-promo-use';
import { closeWithdrawn, withdrawPayments } from '@/lib/sales/withdraw-payments';

export type PromoResult = { readonly ok: true } | { readonly ok: false; readonly reason: SaleRefusal };

interface HeldOrder {
  readonly id: string;
  readonly viewerId: string;
  readonly eventId: string;
  readonly currency: string;
  readonly promoCodeId: string | null;
  readonly lines: readonly { readonly id: string; readonly priceMinor: number }[];
}

const HOLD_EXPIRED = { ok: false, reason: 'hold_expired' } as const;

/**
 * Takes a promo code's discount off a held order of the viewer's own, in place of an earlier code. Safe to call twice:
 * the same code again is one use. A PaymentIntent of the old total is canceled at Stripe first; when it was paid
 * already the answer is ok and the order tells. Refusals: `hold_expired`, `promo_unknown` (no such code, another
 * event's, or outside its time), `promo_used_up`, `limit_reached`, `promo_not_usable`. Throws Fault `not_found` for
 * another's order, `too_many_requests` after too many unknown codes, `conflict` when a payment begins meanwhile.
 */
export async function applyPromoCode(
  db: Database,
  viewer: Viewer,
  ask: { readonly orderId: string; readonly code: string; readonly now: Date },
): Promise<PromoResult> {
  const { now } = ask;
  const order = await findHeldOrder(db, viewer, ask);
  if (order === undefined) return HOLD_EXPIRED;
  const promoCodeId = await guessCode(db, order, ask);
  if (promoCodeId === undefined) return { ok: false, reason: 'promo_unknown' };
  if (promoCodeId === order.promoCodeId) return { ok: true };
  // Asked here too, so that a code that is refused costs nobody the payment they have begun.
  const expected = await decide(db, order, { promoCodeId, now });
  if (!expected.allow) return { ok: false, reason: expected.reason };

  const withdrawn = await withdrawPayments(db, ask);
  if (withdrawn === 'settled') return { ok: true };
  return db.transaction(async (tx) => {
    const current = await findHeldOrder(tx, viewer, { ...ask, lock: true });
    if (current === undefined) return HOLD_EXPIRED;
    await closeWithdrawn(tx, current.id, withdrawn);
    return usePromoCode(tx, current, { promoCodeId, now });
  });
}

/** Takes the code off a held order and gives its use back; safe to call twice. Answers and Faults as applyPromoCode. */
export async function removePromoCode(
  db: Database,
  viewer: Viewer,
  ask: { readonly orderId: string; readonly now: Date },
): Promise<PromoResult> {
  const order = await findHeldOrder(db, viewer, ask);
  if (order === undefined) return HOLD_EXPIRED;
  if (order.promoCodeId === null) return { ok: true };
  const withdrawn = await withdrawPayments(db, ask);
  if (withdrawn === 'settled') return { ok: true };
  return db.transaction(async (tx) => {
    const current = await findHeldOrder(tx, viewer, { ...ask, lock: true });
    if (current === undefined) return HOLD_EXPIRED;
    await closeWithdrawn(tx, current.id, withdrawn);
    await returnPromoUse(tx, current.id);
    await writeDiscounts(
      tx,
      current,
      current.lines.map(() => 0),
    );
    return { ok: true };
  });
}

/** Undefined for an order that is not held any more. Throws Fault `not_found` for another viewer's. */
async function findHeldOrder(
  db: Queries,
  viewer: Viewer,
  { orderId, now, lock }: { readonly orderId: string; readonly now: Date; readonly lock?: true },
): Promise<HeldOrder | undefined> {
  const own = db
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.viewerId, viewer.id)));
  const [order] = await (lock === true ? own.for('update') : own);
  if (order === undefined) throw new Fault('not_found', 'not this viewer’s order');
  if (order.state !== 'held' || order.holdUntil <= now) return undefined;
  const [use] = await db
    .select({ promoCodeId: promoUses.promoCodeId })
    .from(promoUses)
    .where(eq(promoUses.orderId, orderId));
  const lines = await db
    .select({ id: orderLines.id, priceMinor: orderLines.priceMinor })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.id));
  return { ...order, promoCodeId: use?.promoCodeId ?? null, lines };
}

/** Counts as a guess before it is looked up, so that many at once are counted too; a code that exists is none. */
async function guessCode(
  db: Database,
  order: HeldOrder,
  { code: typed, now }: { readonly code: string; readonly now: Date },
): Promise<string | undefined> {
  await limitAct(db, 'promo_guess', order.viewerId);
  const code = normalizePromoCode(typed);
  if (code === undefined) return undefined;
  const [promo] = await db
    .select()
    .from(promoCodes)
    .where(and(eq(promoCodes.eventId, order.eventId), eq(promoCodes.code, code)));
  const isApplied = promo !== undefined && promo.id === order.promoCodeId;
  if (promo === undefined || (!isApplied && (now < promo.startsAt || now >= promo.endsAt))) return undefined;
  await forgiveAct(db, 'promo_guess', order.viewerId);
  return promo.id;
}

interface Choice {
  readonly promoCodeId: string;
  readonly now: Date;
}

/** The rule on the facts of now; exact where the code's row is locked. */
async function decide(db: Queries, order: HeldOrder, { promoCodeId, now }: Choice): Promise<PromoDecision> {
  const [code] = await db.select().from(promoCodes).where(eq(promoCodes.id, promoCodeId));
  if (code === undefined) return { allow: false, reason: 'promo_unknown' };
  const usedByViewer = await db.$count(
    promoUses,
    and(
      eq(promoUses.promoCodeId, promoCodeId),
      eq(promoUses.viewerId, order.viewerId),
      sql`${promoUses.orderId} <> ${order.id}`,
    ),
  );
  const prices = order.lines.map((line) => line.priceMinor);
  return decidePromo({ ...code, usedByViewer, prices, currency: order.currency }, now);
}

/**
 * The order is locked. Both codes of a replacement are locked in id order, so that two orders that swap their codes do
 * not wait for each other.
 */
async function usePromoCode(
  tx: Transaction,
  order: HeldOrder,
  { promoCodeId, now }: Choice,
): Promise<PromoResult> {
  if (order.promoCodeId === promoCodeId) return { ok: true };
  await tx.execute(sql`
    select from promo_codes where id in (${promoCodeId}, ${order.promoCodeId}) order by id for update`);
  const decision = await decide(tx, order, { promoCodeId, now });
  if (!decision.allow) return { ok: false, reason: decision.reason };
  await returnPromoUse(tx, order.id);
  const used = await tx.execute(sql`
    with taken as (
      update promo_codes set used = used + 1 where id = ${promoCodeId} and used < total_limit returning id
    )
    insert into promo_uses (order_id, promo_code_id, viewer_id)
    select ${order.id}, id, ${order.viewerId} from taken`);
  if (used.rowCount !== 1) throw new Error('a use was lost under the lock of its code');
  await writeDiscounts(tx, order, decision.discounts);
  return { ok: true };
}

/** One discount per line, in the order of the lines, and the total that follows. */
async function writeDiscounts(
  tx: Transaction,
  { id, lines }: HeldOrder,
  discounts: readonly number[],
): Promise<void> {
  await tx.execute(sql`
    with shares as (
      select * from unnest(${sql.param(lines.map((line) => line.id))}::text[], ${sql.param(discounts)}::int[])
        as share (line_id, discount)
    ), lines as (
      update order_lines set discount_minor = shares.discount from shares
      where order_lines.id = shares.line_id and order_lines.order_id = ${id}
      returning price_minor - discount_minor as to_pay
    )
    update orders set total_minor = (select sum(to_pay) from lines) where id = ${id}`);
}
