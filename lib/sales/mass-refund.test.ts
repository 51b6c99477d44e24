import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { massRefunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { expireHolds } from '@/lib/sales/expire-holds';
import { payOrder } from '@/lib/sales/pay-order';
import { prepareMassRefunds, refundEvent } from '@/lib/sales/refund-event';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendRefunds } from '@/lib/sales/send-refunds';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';
import { beforeQuery, controlTwin, expectRefundsAsAtStripe, openVoucher } from '@/lib/sales/test-order';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

type Kind = (typeof kinds)[number];
const kinds = [
  'paid',
  'half',
  'free',
  'held',
  'begun',
  'voucher',
  'expired',
  'refunded',
  'disputed',
  'due',
] as const;

interface SoldEvent {
  readonly event: TestEvent;
  /** The orders and their PaymentIntents, of each kind three. */
  readonly sold: readonly { readonly kind: Kind; readonly orderId: string; readonly intent?: string }[];
}

/** Thirty orders of one event, in all states. */
async function sellEvent(db: Database): Promise<SoldEvent> {
  const event = await writeEvent(db, now, [{ startMinute: 9 * 1440 }, { startMinute: 10 * 1440 }]);
  const on = { event, now, capacity: 100, saleEndMinute: 8 * 1440 };
  const [first, second] = [
    await writeTicketType(db, { ...on, days: [0] }),
    await writeTicketType(db, { ...on, days: [1], priceMinor: 4000 }),
  ];
  const free = await writeTicketType(db, { ...on, days: [0], priceMinor: 0 });

  const sell = async (kind: Kind) => {
    const viewer = await writeViewer(db);
    const ticketTypeIds = kind === 'free' ? [free] : [first, second];
    const orderId = await mustHold(db, viewer, { event, ticketTypeIds, now });
    if (kind === 'held') return { kind, orderId };
    if (kind === 'free') {
      await payOrder(db, viewer, { orderId, now });
      return { kind, orderId };
    }
    const intent = await beginPayment(db, viewer, { orderId, now });
    if (kind === 'begun') return { kind, orderId, intent };
    if (kind === 'voucher') await openVoucher(intent);
    else if (kind === 'expired') {
      await db.update(orders).set({ holdUntil: now }).where(eq(orders.id, orderId));
      await expireHolds(db, now);
    } else await confirmWith(intent);
    await syncPayment(db, intent, { now });
    const [line] = (
      await db.execute<{ id: string }>(sql`
      select id from order_lines where order_id = ${orderId} and ticket_type_id = ${first}`)
    ).rows;
    const wish = { orderId, reason: 'wish', now };
    if (kind === 'half') await refundOrder(db, staff, { ...wish, lineIds: [line?.id ?? ''] });
    if (kind === 'refunded' || kind === 'due') await refundOrder(db, staff, { ...wish, lineIds: 'all' });
    if (kind === 'disputed') {
      await controlTwin('disputes', { payment_intent: intent, act: 'open' });
      await syncPayment(db, intent, { now });
    }
    return { kind, orderId, intent };
  };
  const sold = [];
  for (const kind of kinds) {
    sold.push(...(await Promise.all([sell(kind), sell(kind), sell(kind)])));
    if (kind === 'refunded') await sendRefunds(db, now);
  }
  return { event, sold };
}

async function statesOf({ sold }: SoldEvent) {
  const rows = await testDb.db
    .select()
    .from(orders)
    .where(
      inArray(
        orders.id,
        sold.map((one) => one.orderId),
      ),
    );
  const states = kinds.map((kind) => {
    const ids = sold.filter((one) => one.kind === kind).map((one) => one.orderId);
    return [kind, [...new Set(rows.filter((row) => ids.includes(row.id)).map((row) => row.state))]];
  });
  return Object.fromEntries(states);
}

const endStates = {
  paid: ['refunded'],
  half: ['refunded'],
  free: ['refunded'],
  held: ['canceled'],
  begun: ['canceled'],
  voucher: ['canceled'],
  expired: ['expired'],
  refunded: ['refunded'],
  disputed: ['disputed'],
  due: ['refunded'],
};

async function expectAllBack(sale: SoldEvent): Promise<void> {
  expect(await statesOf(sale)).toEqual(endStates);
  for (const { kind, intent } of sale.sold) {
    if (intent === undefined) continue;
    const { data } = await stripeAtTwin().refunds.list({ payment_intent: intent });
    const back = data.reduce((sum, refund) => sum + refund.amount, 0);
    const isBack = ['paid', 'half', 'refunded', 'due'].includes(kind);
    expect({ kind, back, count: data.length }).toEqual({
      kind,
      back: isBack ? 6500 : 0,
      count: kind === 'half' ? 2 : isBack ? 1 : 0,
    });
    if (isBack) await expectRefundsAsAtStripe(testDb.db, intent);
    const { status } = await stripeAtTwin().paymentIntents.retrieve(intent);
    if (['begun', 'voucher'].includes(kind)) expect({ kind, status }).toEqual({ kind, status: 'canceled' });
  }
  const { rows } = await testDb.db.execute(sql`
    select sum(held)::int as held, sum(sold)::int as sold from ticket_types where event_id = ${sale.event.eventId}`);
  // The disputed ones keep their seats until the card company has decided.
  expect(rows).toEqual([{ held: 0, sold: 6 }]);
}

test('thirty orders in all states: each paid one goes back once, though it is killed five times', async () => {
  const sale = await sellEvent(testDb.db);
  const ask = { eventSlug: sale.event.slug, reason: 'typhoon', now };
  const id = await refundEvent(testDb.db, staff, ask);
  expect(await refundEvent(testDb.db, staff, ask)).toBe(id);

  let seen = 0;
  const dying = beforeQuery(testDb.pool, /^insert into "refunds"|^update "orders"|^update "payments"/, () => {
    seen += 1;
    return seen % 4 === 0 ? Promise.reject(new Error('killed')) : Promise.resolve();
  });
  for (let run = 0; run < 5; run += 1) {
    await prepareMassRefunds(dying, now).catch(() => undefined);
    await sendRefunds(dying, later(run)).catch(() => undefined);
  }
  await Promise.all([prepareMassRefunds(testDb.db, now), prepareMassRefunds(testDb.db, now)]);
  await Promise.all([sendRefunds(testDb.db, later(9000)), sendRefunds(testDb.db, later(9000))]);
  await expectAllBack(sale);
  const [mass] = await testDb.db.select().from(massRefunds).where(eq(massRefunds.id, id));
  expect(mass).toMatchObject({ preparedAt: now, requestedBy: 'staff@example.jp' });

  await refundEvent(testDb.db, staff, ask);
  expect(await prepareMassRefunds(testDb.db, now)).toBe(0);
  expect(await sendRefunds(testDb.db, later(9000))).toBe(0);
  await expectAllBack(sale);
}, 120_000);
