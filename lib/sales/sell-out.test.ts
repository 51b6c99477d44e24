import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { beginPayment, confirmWith, holdFor, stripeAtTwin } from '@/lib/sales/test-buyer';
import { syncPayment } from '@/lib/sales/sync-payment';

const now = new Date('2026-10-03T09:00:00Z');
const BUYERS = 50;
const SEATS = 10;
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** Fifty people press the button at once; those who get a seat pay for it. Returns the PaymentIntents made. */
async function sellOut(db: Database, event: TestEvent, ticketTypeId: string): Promise<string[]> {
  const viewers = await Promise.all(Array.from({ length: BUYERS }, () => writeViewer(testDb.db)));
  const buy = async (viewer: (typeof viewers)[number]): Promise<string | undefined> => {
    const held = await holdFor(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
    if (!held.ok) return undefined;
    const paymentIntentId = await beginPayment(db, viewer, { orderId: held.orderId, now });
    await confirmWith(paymentIntentId);
    await syncPayment(db, paymentIntentId, { now });
    return paymentIntentId;
  };
  const bought = await Promise.all(viewers.map(buy));
  return bought.flatMap((paymentIntentId) => paymentIntentId ?? []);
}

async function ticketsOf(ticketTypeId: string): Promise<{ active: number; sold: number; held: number }> {
  const result = await testDb.db.execute<{ active: number; sold: number; held: number }>(sql`
    select count(entitlements.id)::int as active, min(ticket_types.sold) as sold, min(ticket_types.held) as held
    from ticket_types
    left join order_lines on order_lines.ticket_type_id = ticket_types.id
    left join entitlements on entitlements.order_line_id = order_lines.id and entitlements.state = 'active'
    where ticket_types.id = ${ticketTypeId}`);
  const [row] = result.rows;
  if (row === undefined) throw new Error('no ticket type');
  return row;
}

test('50 parallel buyers for 10 seats: exactly 10 sold, and nobody charged without a ticket', async () => {
  const event = await writeEvent(testDb.db, now);
  const ticketTypeId = await writeTicketType(testDb.db, { event, now, capacity: SEATS });
  const paymentIntents = await sellOut(testDb.db, event, ticketTypeId);
  expect(await ticketsOf(ticketTypeId)).toEqual({ active: SEATS, sold: SEATS, held: 0 });
  expect(paymentIntents).toHaveLength(SEATS);
  const stripe = stripeAtTwin();
  const charged = await Promise.all(paymentIntents.map((id) => stripe.paymentIntents.retrieve(id)));
  for (const intent of charged) {
    const { rows } = await testDb.db.execute(sql`
      select orders.state, count(entitlements.id)::int as tickets
      from payments join orders on orders.id = payments.order_id
      join order_lines on order_lines.order_id = orders.id
      join entitlements on entitlements.order_line_id = order_lines.id and entitlements.state = 'active'
      where payment_intent_id = ${intent.id} group by orders.state`);
    expect({ status: intent.status, received: intent.amount_received, orders: rows }).toEqual({
      status: 'succeeded',
      received: 2500,
      orders: [{ state: 'paid', tickets: 1 }],
    });
  }
});

test('negative control: without the capacity guard and its constraint the same run oversells', async () => {
  const unguarded = await createTestDatabase();
  try {
    await unguarded.db.execute(sql`alter table ticket_types drop constraint ticket_types_never_oversold`);
    const guarded = testDb;
    testDb = unguarded;
    const event = await writeEvent(unguarded.db, now);
    const ticketTypeId = await writeTicketType(unguarded.db, { event, now, capacity: SEATS });
    await sellOut(drizzle(withoutGuard(unguarded.pool)), event, ticketTypeId);
    expect((await ticketsOf(ticketTypeId)).active).toBe(BUYERS);
    testDb = guarded;
  } finally {
    await unguarded.close();
  }
});

/**
 * The pool of a careless copy of the product: its reserve statement does not look at the seats left. All buyers
 * reach that statement before the first one runs, so that the outcome is no matter of timing.
 */
function withoutGuard(pool: Pool): Pool {
  const guard = 'min(seats_left) > 0';
  let waiting = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  return new Proxy(pool, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key);
      return async (query: { text: string }, ...rest: unknown[]) => {
        if (!query.text.includes(guard)) return Reflect.apply(target.query, target, [query, ...rest]);
        waiting += 1;
        if (waiting === BUYERS) open();
        await gate;
        return Reflect.apply(target.query, target, [
          { ...query, text: query.text.replace(guard, 'true') },
          ...rest,
        ]);
      };
    },
  });
}
