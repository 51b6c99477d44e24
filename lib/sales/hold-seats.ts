import type { Viewer } from '@/lib/auth/viewer';
import { type Database, violates } from '@/lib/db/client';
import { isChargeable } from '@/lib/domain/promo';
import type { SaleRefusal } from '@/lib/domain/refusal';
import { decideSale } from '@/lib/domain/ticket-type';
import { Fault } from '@/lib/fault';
import { log } from '@/lib/log';
import { releaseUnlessPaid } from '@/lib/sales/cancel-hold';
import { findHeldOrder, findOrderByKey } from '@/lib/sales/open-order';
import { reserveSeats } from '@/lib/sales/reserve-seats';
import { type Choice, findChoice } from '@/lib/sales/ticket-choice';

export interface HoldRequest {
  readonly eventSlug: string;
  readonly ticketTypeIds: readonly string[];
  readonly contactEmail: string;
  readonly locale: string;
  /** Made once per page view; the same key again is the same order. */
  readonly clientKey: string;
}

export type HoldResult = { ok: true; orderId: string } | { ok: false; reason: SaleRefusal };

interface Hold {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly request: HoldRequest;
  readonly choice: Choice;
  readonly now: Date;
}

/**
 * Keeps one seat of each named ticket type for the viewer until the hold ends. Safe to call twice: a double
 * click, or a second tab with the same choice, gets the same order; another choice replaces the open one.
 * Prices come from the database and stay with the order. Throws Fault `not_found` for an unknown event or type.
 */
export async function holdSeats(
  db: Database,
  viewer: Viewer,
  ask: { request: HoldRequest; now: Date },
): Promise<HoldResult> {
  const { request, now } = ask;
  const choice = await findChoice(db, { ...request, viewerId: viewer.id });
  if (choice.repeatedOrderId !== undefined) return { ok: true, orderId: choice.repeatedOrderId };

  const open =
    choice.heldOrderId === undefined ? undefined : await findHeldOrder(db, viewer.id, choice.eventId);
  const isSame = open?.ticketTypeIds.join() === choice.ticketTypes.map((type) => type.id).join();
  if (open !== undefined && isSame && open.holdUntil > now) return { ok: true, orderId: open.orderId };

  const refused = refusalOf(choice, open?.ticketTypeIds ?? [], now);
  if (refused !== undefined) return { ok: false, reason: refused };
  if (
    open !== undefined &&
    (await releaseUnlessPaid(db, { orderId: open.orderId, to: 'canceled', now })) === 'paid'
  ) {
    return { ok: true, orderId: open.orderId };
  }
  return reserve({ db, viewer, request, choice, now });
}

/** The first reason why a ticket of the choice is not for sale; a seat this viewer already holds does count as free. */
function refusalOf(choice: Choice, held: readonly string[], now: Date): SaleRefusal | undefined {
  if (!isPayable(choice)) return 'sale_closed';
  for (const type of choice.ticketTypes) {
    const decision = decideSale(type, now);
    if (decision.allow || (decision.reason === 'sold_out' && held.includes(type.id))) continue;
    return decision.reason;
  }
  return undefined;
}

/** Stripe cannot charge 1–49 yen: such a price is a mistake of whoever set it, and nothing is sold at it. */
function isPayable({ eventId, ticketTypes }: Choice): boolean {
  const [first] = ticketTypes;
  const total = ticketTypes.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  if (first === undefined || isChargeable(total, first.currency)) return true;
  log.error('sale.price_not_chargeable', { eventId, totalMinor: total, currency: first.currency });
  return false;
}

/** The constraints have the last word: what another request did in between shows as a violated one. */
async function reserve({ db, viewer, request, choice, now }: Hold): Promise<HoldResult> {
  try {
    const orderId = await reserveSeats(db, { viewerId: viewer.id, choice, request, now });
    if (orderId !== undefined) return { ok: true, orderId };
    const current = await findChoice(db, { ...request, viewerId: viewer.id });
    return { ok: false, reason: refusalOf(current, [], now) ?? 'sold_out' };
  } catch (error) {
    if (violates(error, 'day_claims_one')) return { ok: false, reason: 'already_entitled' };
    const isRepeat = violates(error, 'orders_client_key') || violates(error, 'orders_one_held');
    if (!isRepeat) throw error;
    const byKey = await findOrderByKey(db, viewer.id, request.clientKey);
    const orderId = byKey ?? (await findHeldOrder(db, viewer.id, choice.eventId))?.orderId;
    if (orderId === undefined) throw new Fault('conflict', 'two holds at once', { cause: error });
    return { ok: true, orderId };
  }
}
