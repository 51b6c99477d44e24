import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { promoCodes, promoUses } from '@/lib/db/schema/promo';
import { orderLines, orders } from '@/lib/db/schema/sales';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { applyPromoCode, type PromoResult } from '@/lib/sales/apply-promo-code';
import { mustHold } from '@/lib/sales/test-buyer';

export interface PromoSale {
  readonly db: Database;
  readonly now: Date;
  readonly event: TestEvent;
  /** 2,500 yen for the first day and 3,000 yen for the second. */
  readonly ticketTypeIds: readonly [string, string];
}

export interface PromoBuyer {
  readonly viewer: Viewer;
  readonly orderId: string;
}

/** An event of two days with a ticket type each. */
export async function openPromoSale(db: Database, now: Date): Promise<PromoSale> {
  const event = await writeEvent(db, now, [{}, { startMinute: 1440 }]);
  const first = await writeTicketType(db, { event, now, days: [0], priceMinor: 2500, capacity: 100 });
  const second = await writeTicketType(db, { event, now, days: [1], priceMinor: 3000, capacity: 100 });
  return { db, now, event, ticketTypeIds: [first, second] };
}

interface NewCode extends Partial<Omit<typeof promoCodes.$inferInsert, 'code'>> {
  /** Made up when absent. */
  readonly code?: string;
}

/** A code for 500 yen off, valid for an hour around `now`, unless told otherwise. */
export async function writePromoCode(sale: PromoSale, { code, ...change }: NewCode = {}) {
  const written = { id: newId('prm'), code: code ?? randomUUID().toUpperCase() };
  await sale.db.insert(promoCodes).values({
    ...written,
    eventId: sale.event.eventId,
    amountMinor: change.percent === undefined ? 500 : null,
    startsAt: new Date(sale.now.getTime() - 3_600_000),
    endsAt: new Date(sale.now.getTime() + 3_600_000),
    totalLimit: 100,
    ...change,
  });
  return written;
}

/** Someone who holds both tickets, unless told otherwise. */
export async function writePromoBuyer(
  { db, now, event, ticketTypeIds }: PromoSale,
  wish: { readonly ticketTypeIds?: readonly string[]; readonly viewer?: Viewer } = {},
): Promise<PromoBuyer> {
  const viewer = wish.viewer ?? (await writeViewer(db));
  const types = wish.ticketTypeIds ?? ticketTypeIds;
  return { viewer, orderId: await mustHold(db, viewer, { event, ticketTypeIds: types, now }) };
}

export function applyFor(sale: PromoSale, buyer: PromoBuyer, code: string): Promise<PromoResult> {
  return applyPromoCode(sale.db, buyer.viewer, { orderId: buyer.orderId, code, now: sale.now });
}

export async function priceOf(db: Database, { orderId }: PromoBuyer) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  const lines = await db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.priceMinor));
  return { total: order?.totalMinor, discounts: lines.map((line) => line.discountMinor) };
}

/** The counter of the code and the rows behind it: always the same number. */
export async function usesOf(db: Database, { id }: { readonly id: string }) {
  const [code] = await db.select().from(promoCodes).where(eq(promoCodes.id, id));
  return { used: code?.used, rows: await db.$count(promoUses, eq(promoUses.promoCodeId, id)) };
}
