import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { disputes, refunds } from '@/lib/db/schema/refunds';
import { orderLines, orders, payments } from '@/lib/db/schema/sales';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { paymentMethods } from '@/lib/domain/payment-method';
import { newId, newOrderCode } from '@/lib/ids';
import { eq } from 'drizzle-orm';

/** Around the night on which New York sets its clocks back. */
export const start = new Date('2026-10-30T20:00:00Z');
export const at = (hour: number) => new Date(start.getTime() + hour * 3_600_000);

const hour = fc.integer({ min: 0, max: 96 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const line = fc.record({
  type: fc.nat({ max: 2 }),
  price: fc.integer({ min: 0, max: 9999 }),
  off: fc.integer({ min: 0, max: 100 }),
  revoked: maybe(hour),
});
const refund = fc.record({
  hour,
  lines: maybe(fc.integer({ min: 1, max: 7 })),
  percent: fc.integer({ min: 1, max: 60 }),
  source: fc.constantFrom('buyer' as const, 'staff' as const, 'stripe' as const, 'event_canceled' as const),
  state: fc.constantFrom('due' as const, 'succeeded' as const, 'failed' as const),
});

/** An order as it may have come to be: unpaid, paid, free, given away, paid twice, too late, in parts given back, disputed. */
export const someOrder = fc.record({
  isComp: fc.boolean(),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ type }) => type }),
  begun: hour,
  paid: maybe(hour),
  method: maybe(fc.constantFrom(...paymentMethods)),
  refunds: fc.array(refund, { maxLength: 3 }),
  stray: maybe(fc.record({ hour, amount: fc.integer({ min: 1, max: 9999 }), isBack: fc.boolean() })),
  dispute: maybe(
    fc.record({ hour, state: fc.constantFrom('open' as const, 'won' as const, 'lost' as const) }),
  ),
});

export type SomeOrder = typeof someOrder extends fc.Arbitrary<infer Value> ? Value : never;

export const paidFor = ({ price, off }: SomeOrder['lines'][number]) =>
  price - Math.floor((price * off) / 100);
export const totalOf = (order: SomeOrder) =>
  order.isComp ? 0 : order.lines.reduce((sum, own) => sum + paidFor(own), 0);

/** The lines that a refund names; undefined: none. What names lines without money names none here either. */
export function namedBy(order: SomeOrder, { lines }: SomeOrder['refunds'][number]) {
  if (lines === undefined) return undefined;
  const named = order.lines.filter((_, index) => (lines >> index) % 2 === 1);
  return named.some((own) => paidFor(own) > 0) ? named : undefined;
}

/** Whether a payment stands behind its tickets. */
export const isCarried = (order: SomeOrder) => order.paid !== undefined && totalOf(order) > 0;
export const refundAmount = (order: SomeOrder, { percent }: SomeOrder['refunds'][number]) =>
  Math.ceil((totalOf(order) * percent) / 100);

/** Writes them as orders of an event of their own with three ticket types. */
export async function writeSales(db: Database, made: readonly SomeOrder[], timeZone: string) {
  const event = await writeEvent(db, start);
  await db.update(events).set({ timeZone }).where(eq(events.id, event.eventId));
  const types: string[] = [];
  for (let count = 0; count < 3; count += 1)
    types.push(await writeTicketType(db, { event, now: start, capacity: 100 }));
  const viewer = await writeViewer(db);
  for (const order of made) {
    const { id: orderId } = await writeOrder(db, order, { eventId: event.eventId, viewerId: viewer.id });
    const lineIds = new Map(order.lines.map((own) => [own, `lin_${randomUUID().replaceAll('-', '')}`]));
    await db.insert(orderLines).values(
      order.lines.map((own) => ({
        id: lineIds.get(own) ?? '',
        orderId,
        ticketTypeId: types[own.type] ?? '',
        priceMinor: own.price,
        discountMinor: order.isComp ? own.price : own.price - paidFor(own),
        revokedAt: order.paid === undefined || own.revoked === undefined ? null : at(own.revoked),
      })),
    );
    await writeMoney(db, order, { orderId, lineIds });
  }
  return { event, types };
}

async function writeOrder(db: Database, order: SomeOrder, of: { eventId: string; viewerId: string }) {
  const id = newId('ord');
  await db.insert(orders).values({
    ...of,
    id,
    code: newOrderCode(),
    state: order.paid === undefined ? 'expired' : 'paid',
    source: order.isComp ? 'comp' : 'sale',
    totalMinor: totalOf(order),
    currency: 'JPY',
    contactEmail: 'contact@example.jp',
    locale: 'ja',
    clientKey: randomUUID(),
    holdUntil: at(order.begun),
    createdAt: at(order.begun),
    paidAt: order.paid === undefined ? null : at(order.paid),
  });
  return { id };
}

async function writeMoney(
  db: Database,
  order: SomeOrder,
  { orderId, lineIds }: { orderId: string; lineIds: ReadonlyMap<SomeOrder['lines'][number], string> },
) {
  const pay = async (attempt: number, amountMinor: number) => {
    const id = newId('pay');
    const method = order.method ?? null;
    const row = { id, orderId, attempt, amountMinor, currency: 'JPY', state: 'succeeded', method } as const;
    await db.insert(payments).values({ ...row, createdAt: at(order.begun) });
    return id;
  };
  if (isCarried(order)) {
    const paymentId = await pay(1, totalOf(order));
    for (const [index, back] of order.refunds.entries()) {
      const named = namedBy(order, back)?.map((own) => lineIds.get(own));
      const purpose = named === undefined ? `stripe:re_${index}` : `lines:${named.join('+')}`;
      const { source, state } = back;
      await db
        .insert(refunds)
        .values({
          id: newId('ref'),
          paymentId,
          purpose,
          amountMinor: refundAmount(order, back),
          source,
          state,
          createdAt: at(back.hour),
        })
        .onConflictDoNothing();
    }
    if (order.dispute !== undefined) await dispute(db, order, paymentId);
  }
  if (order.stray === undefined) return;
  const { amount: amountMinor, hour: when, isBack } = order.stray;
  const paymentId = await pay(2, amountMinor);
  const owed = { paymentId, purpose: 'not_fulfilled', amountMinor, source: 'late_payment' } as const;
  const state = isBack ? 'succeeded' : 'due';
  await db.insert(refunds).values({ ...owed, id: newId('ref'), state, createdAt: at(when) });
}

async function dispute(db: Database, order: SomeOrder, paymentId: string): Promise<void> {
  if (order.dispute === undefined) return;
  const { state, hour: when } = order.dispute;
  const closedAt = state === 'open' ? null : at(when + 5);
  const amountMinor = totalOf(order);
  const row = { id: newId('dec'), paymentId, state, reason: 'fraudulent', amountMinor, closedAt };
  await db.insert(disputes).values({ ...row, openedAt: at(when) });
}
