import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderHistory, stripeEvents } from '@/lib/db/schema/operations';
import { disputes, refunds } from '@/lib/db/schema/refunds';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { handleStripeEvent, receiveStripeEvent } from '@/lib/sales/receive-stripe-event';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  controlTwin,
  eventsOf,
  expectRefundsAsAtStripe,
  mailsOf,
  openVoucher,
  outcomeOf,
  type PaidSale,
  signDelivery,
  startSale,
  type TwinEvent,
} from '@/lib/sales/test-order';

const now = new Date();
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

type Step = (sale: PaidSale) => Promise<unknown>;
const act =
  (route: string, body: object): Step =>
  ({ intent }) =>
    controlTwin(route, { payment_intent: intent, ...body });
const refundPart =
  (amount: number): Step =>
  ({ intent }) =>
    stripeAtTwin().refunds.create({ payment_intent: intent, amount });
const refundAgain: Step = async ({ intent }) => {
  const [last] = (await stripeAtTwin().refunds.list({ payment_intent: intent })).data;
  await controlTwin('refunds', { refund: last?.id, act: 'fail' });
  await stripeAtTwin().refunds.create({ payment_intent: intent });
};

/** What can happen to a payment at Stripe, as it happens. */
const lives: Record<string, readonly Step[]> = {
  'a voucher that is paid, refunded in two parts by hand': [
    ({ intent }) => openVoucher(intent),
    act('payments', { act: 'pay_voucher' }),
    refundPart(1000),
    refundPart(1500),
  ],
  'a card that is declined, paid, warned of, disputed and won': [
    ({ intent }) => confirmWith(intent, 'pm_card_visa_chargeDeclined').catch(() => undefined),
    ({ intent }) => confirmWith(intent, 'pm_card_createIssuerFraudRecord'),
    act('disputes', { act: 'open' }),
    act('disputes', { act: 'win' }),
  ],
  'a card whose dispute is lost': [
    ({ intent }) => confirmWith(intent, 'pm_card_visa'),
    act('disputes', { act: 'open' }),
    act('disputes', { act: 'lose' }),
  ],
  'a refund in full that comes back and is made again': [
    ({ intent }) => confirmWith(intent, 'pm_card_refundFail'),
    refundPart(2500),
    refundAgain,
  ],
};

async function beganSale(): Promise<PaidSale> {
  const sale = await startSale(testDb.db, { now });
  return { ...sale, intent: await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }) };
}

function deliver(event: TwinEvent): Promise<void> {
  const rawBody = JSON.stringify(event);
  return receiveStripeEvent(testDb.db, { rawBody, signature: signDelivery(rawBody, { at: now }), now });
}

/** mulberry32: the same order for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** All rows about an order that do not tell when they were written. */
async function rowsOf(sale: PaidSale) {
  const { db } = testDb;
  const paid = await db.select().from(payments).where(eq(payments.orderId, sale.orderId));
  const back = await db
    .select({ amountMinor: refunds.amountMinor, state: refunds.state, source: refunds.source })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, sale.orderId))
    .orderBy(refunds.amountMinor, refunds.state);
  const contested = await db
    .select({ state: disputes.state, amountMinor: disputes.amountMinor, reason: disputes.reason })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  return {
    ...(await outcomeOf(db, sale)),
    payments: paid.map(({ state, stripeStatus, failureCode, method, voucher, cardLast4 }) => {
      return { state, stripeStatus, failureCode, method, voucher, cardLast4 };
    }),
    back,
    contested,
  };
}

async function marksOf(sale: PaidSale) {
  const { db } = testDb;
  const history = await db.select().from(orderHistory).where(eq(orderHistory.orderId, sale.orderId));
  return {
    history: history.map(({ fromState, toState }) => `${String(fromState)} → ${toState}`),
    mails: await mailsOf(db, sale.orderId),
    alerts: await alertsOf(db, sale.orderId),
  };
}

describe.each(Object.entries(lives))('%s', (_name, life) => {
  test('ends in the same rows whatever the order of its notices, each told twice', async () => {
    const ends = [];
    for (let seed = 1; seed <= 15; seed += 1) {
      const sale = await beganSale();
      for (const step of life) await step(sale);
      const events = await eventsOf(sale.intent);
      for (const event of shuffled([...events, ...events], seed)) await deliver(event);
      ends.push({ ...(await rowsOf(sale)), ...(await marksOf(sale)) });
      await expectRefundsAsAtStripe(testDb.db, sale.intent);
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
  });

  test('ends in the same rows when its notices come late, early, at once and mixed with what happens', async () => {
    const ends = [];
    for (let seed = 100; seed < 115; seed += 1) {
      const sale = await beganSale();
      let late: readonly TwinEvent[] = [];
      const told = new Set<string>();
      for (const [index, step] of life.entries()) {
        await step(sale);
        const fresh = (await eventsOf(sale.intent)).filter(({ id }) => !told.has(id));
        for (const { id } of fresh) told.add(id);
        const mixed = shuffled([...late, ...fresh], seed + index);
        const soon = mixed.slice(0, Math.ceil(mixed.length / 2));
        late = mixed.slice(soon.length);
        await Promise.all([...soon, ...soon.slice(0, 1)].map(deliver));
      }
      for (const event of late) await deliver(event);
      ends.push(await rowsOf(sale));
      await expectRefundsAsAtStripe(testDb.db, sale.intent);
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
  });

  test('ends in the same rows, mails, alerts and history when all of it is worked on again', async () => {
    const sale = await beganSale();
    for (const step of life) {
      await step(sale);
      for (const event of await eventsOf(sale.intent)) await deliver(event);
    }
    const once = { ...(await rowsOf(sale)), ...(await marksOf(sale)) };
    const ofSale = eq(stripeEvents.paymentIntentId, sale.intent);
    await testDb.db.update(stripeEvents).set({ handledAt: null }).where(ofSale);
    const events = await testDb.db
      .select()
      .from(stripeEvents)
      .where(ofSale)
      .orderBy(sql`random()`);
    await Promise.all(events.map(({ id }) => handleStripeEvent(testDb.db, id, now)));
    expect({ ...(await rowsOf(sale)), ...(await marksOf(sale)) }).toEqual(once);
  });
});
