import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jobCursors, stripeEvents } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { readMissedEvents } from '@/lib/sales/read-missed-events';
import { storeNotices } from '@/lib/sales/receive-stripe-event';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import { beforeQuery, eventsOf, outcomeOf, type PaidSale, startSale } from '@/lib/sales/test-order';
import { listEventsSince } from '@/lib/stripe/recent-events';

const now = new Date();
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** Other test files use the same Stripe: what happened so far is none of ours. */
beforeEach(async () => {
  const start = new Date();
  const others = await listEventsSince(new Date(start.getTime() - 900_000));
  await storeNotices(testDb.db, others, now);
  await testDb.db.update(stripeEvents).set({ handledAt: now });
  await setCursor(new Date(start.getTime() - 5000));
});

async function setCursor(readThrough: Date): Promise<void> {
  await testDb.db.delete(jobCursors);
  await testDb.db.insert(jobCursors).values({ name: 'stripe_events', readThrough });
}

async function cursor(): Promise<Date | undefined> {
  const [row] = await testDb.db.select().from(jobCursors);
  return row?.readThrough;
}

async function paidUnseen(): Promise<PaidSale> {
  const sale = await startSale(testDb.db, { now });
  const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
  await confirmWith(intent);
  return { ...sale, intent };
}

async function rowsOf(intent: string) {
  return testDb.db.select().from(stripeEvents).where(eq(stripeEvents.paymentIntentId, intent));
}

describe('what no webhook told', () => {
  test('is found at Stripe: the payment, and later its refund by hand', async () => {
    const sale = await paidUnseen();
    expect(await readMissedEvents(testDb.db, now)).toBeGreaterThanOrEqual(1);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
    await stripeAtTwin().refunds.create({ payment_intent: sale.intent });
    await readMissedEvents(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
    for (const row of await rowsOf(sale.intent)) expect(row.handledAt).toEqual(now);
  });

  test('is found by Stripe’s clock, however wrong ours is', async () => {
    const sale = await paidUnseen();
    const tomorrow = new Date(now.getTime() + 86_400_000);
    await readMissedEvents(testDb.db, tomorrow);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid' });
    const newest = Math.max(...(await eventsOf(sale.intent)).map(({ created }) => created));
    const readThrough = (await cursor())?.getTime() ?? 0;
    expect(readThrough).toBeGreaterThanOrEqual(newest * 1000);
    expect(readThrough).toBeLessThan(Date.now() + 1000);
  });

  test('is worked on once, by two at once', async () => {
    const sale = await paidUnseen();
    await Promise.all([readMissedEvents(testDb.db, now), readMissedEvents(testDb.db, now)]);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', seats: [{ held: 0, sold: 1 }] });
    for (const row of await rowsOf(sale.intent)) expect(row).toMatchObject({ handledAt: now, attempts: 0 });
  });

  test('is found behind a page of a hundred younger events', async () => {
    const sale = await paidUnseen();
    const stripe = stripeAtTwin();
    const cancelOne = async () => {
      const params = { amount: 2500, currency: 'jpy', allowed_payment_method_types: ['card' as const] };
      await stripe.paymentIntents.cancel((await stripe.paymentIntents.create(params)).id);
    };
    for (let made = 0; made < 120; made += 20) {
      await Promise.all(Array.from({ length: 20 }, cancelOne));
    }
    expect(await readMissedEvents(testDb.db, now)).toBeGreaterThan(120);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid' });
  });

  test('is found though the cursor had overtaken it', async () => {
    const sale = await paidUnseen();
    await setCursor(new Date(Date.now() + 240_000));
    await readMissedEvents(testDb.db, now);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid' });
    await setCursor(new Date(Date.now() + 400_000));
    const other = await paidUnseen();
    await readMissedEvents(testDb.db, now);
    expect(await outcomeOf(testDb.db, other)).toMatchObject({ order: 'held' });
  });
});

describe('the cursor stays', () => {
  test('when Stripe cannot be read', async () => {
    const before = await cursor();
    const sale = await paidUnseen();
    const kept = process.env.STRIPE_SECRET_KEY;
    process.env.STRIPE_SECRET_KEY = 'sk_test_unknown';
    try {
      await expect(readMissedEvents(testDb.db, now)).rejects.toMatchObject({ code: 'upstream_failed' });
    } finally {
      process.env.STRIPE_SECRET_KEY = kept;
    }
    expect(await cursor()).toEqual(before);
    expect(await rowsOf(sale.intent)).toEqual([]);
  });

  test('when the events cannot be stored; what is stored but breaks is left to the inbox', async () => {
    const before = await cursor();
    const sale = await paidUnseen();
    const dying = beforeQuery(testDb.pool, /^insert into "stripe_events"/, () =>
      Promise.reject(new Error('killed')),
    );
    await expect(readMissedEvents(dying, now)).rejects.toThrow();
    expect(await cursor()).toEqual(before);
    const breaking = beforeQuery(testDb.pool, /select from orders where id = \(/, () =>
      Promise.reject(new Error('broken')),
    );
    await readMissedEvents(breaking, now);
    expect(
      (await rowsOf(sale.intent)).map(({ handledAt, attempts }) => [handledAt, attempts]),
    ).toContainEqual([null, 1]);
    expect((await cursor())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  });
});

test('more events than one statement has room for are stored, each once', async () => {
  const many = Array.from({ length: 17_000 }, (_, n) => ({
    id: `evt_many_${n}`,
    type: 'charge.refunded',
    paymentIntentId: undefined,
    createdAt: now,
  }));
  expect(await storeNotices(testDb.db, many, now)).toHaveLength(17_000);
  expect(await storeNotices(testDb.db, many, now)).toEqual([]);
});
