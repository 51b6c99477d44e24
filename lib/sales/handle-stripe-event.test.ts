import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffAlerts, stripeEvents } from '@/lib/db/schema/operations';
import { payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { rememberedOf } from '@/lib/sales/known-payment';
import { payOrder } from '@/lib/sales/pay-order';
import { receiveStripeEvent } from '@/lib/sales/receive-stripe-event';
import { reconcile } from '@/lib/sales/reconcile';
import { beginPayment, confirmWith, stripeAtTwin } from '@/lib/sales/test-buyer';
import {
  alertsOf,
  controlTwin,
  eventsOf,
  openVoucher,
  outcomeOf,
  type PaidSale,
  paidSale,
  signDelivery,
  startSale,
  type TwinEvent,
} from '@/lib/sales/test-order';
import { watchedTypes } from '@/lib/stripe/webhook';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

function deliver(event: TwinEvent, at = now): Promise<void> {
  const rawBody = JSON.stringify(event);
  return receiveStripeEvent(testDb.db, { rawBody, signature: signDelivery(rawBody, { at }), now: at });
}

async function beganSale(): Promise<PaidSale> {
  const sale = await startSale(testDb.db, { now });
  return { ...sale, intent: await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now }) };
}

async function alertsAbout(intent: string) {
  return testDb.db.select().from(staffAlerts).where(eq(staffAlerts.paymentIntentId, intent));
}

test('every type we ask for, with a real object, finds its payment and is handled', async () => {
  const sale = await beganSale();
  await confirmWith(sale.intent, 'pm_card_visa_chargeDeclined').catch(() => undefined);
  await openVoucher(sale.intent);
  await confirmWith(sale.intent, 'pm_card_createIssuerFraudRecord');
  const part = await stripeAtTwin().refunds.create({ payment_intent: sale.intent, amount: 100 });
  await controlTwin('refunds', { refund: part.id, act: 'fail' });
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'open' });
  await controlTwin('disputes', { payment_intent: sale.intent, act: 'lose' });
  const other = await beganSale();
  await stripeAtTwin().paymentIntents.cancel(other.intent);

  const events = [...(await eventsOf(sale.intent)), ...(await eventsOf(other.intent))];
  const watched = events.filter(({ type }) => watchedTypes.some((wanted) => wanted === type));
  for (const event of watched) await deliver(event);
  // The twin has no `processing`, and sends `charge.dispute.updated` for nothing it imitates.
  expect([...new Set(watched.map(({ type }) => type))].sort()).toEqual([
    'charge.dispute.closed',
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.refunded',
    'payment_intent.canceled',
    'payment_intent.payment_failed',
    'payment_intent.requires_action',
    'payment_intent.succeeded',
    'radar.early_fraud_warning.created',
    'refund.created',
    'refund.failed',
    'refund.updated',
  ]);
  const rows = await testDb.db
    .select()
    .from(stripeEvents)
    .where(eq(stripeEvents.paymentIntentId, sale.intent));
  expect(rows.every((row) => row.handledAt !== null)).toBe(true);
  expect(rows).toHaveLength(watched.length - 1);
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'refunded', rights: ['revoked'] });
});

describe('card numbers that are tried out', () => {
  async function declines(count: number) {
    const sale = await beganSale();
    for (let tried = 0; tried < count; tried += 1) {
      await confirmWith(sale.intent, 'pm_card_visa_chargeDeclined').catch(() => undefined);
    }
    const events = await eventsOf(sale.intent);
    return { sale, failed: events.filter(({ type }) => type === 'payment_intent.payment_failed') };
  }

  test('five times cancel the PaymentIntent and the hold, and the buyer is told why', async () => {
    const { sale, failed } = await declines(5);
    for (const event of failed) await deliver(event);
    expect(await outcomeOf(testDb.db, sale)).toEqual({
      order: 'canceled',
      rights: [],
      seats: [{ held: 0, sold: 0 }],
      claims: 0,
    });
    expect((await stripeAtTwin().paymentIntents.retrieve(sale.intent)).status).toBe('canceled');
    const [payment] = await testDb.db.select().from(payments).where(eq(payments.orderId, sale.orderId));
    expect(payment).toMatchObject({ state: 'canceled', failureCode: 'too_many_attempts' });
    for (const event of await eventsOf(sale.intent)) await deliver(event);
    const [after] = await testDb.db.select().from(payments).where(eq(payments.orderId, sale.orderId));
    expect(after).toMatchObject({ failureCode: 'too_many_attempts' });
    const press = await payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(press).toEqual({ ok: false, reason: 'hold_expired' });
  });

  test('four times, each told three times, cancel nothing', async () => {
    const { sale, failed } = await declines(4);
    expect(failed).toHaveLength(4);
    for (const event of [...failed, ...failed, ...failed]) await deliver(event);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
    await confirmWith(sale.intent);
  });

  test('five times and then with luck leave the ticket alone', async () => {
    const { sale, failed } = await declines(5);
    await confirmWith(sale.intent);
    for (const event of failed) await deliver(event);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });
});

test('an early fraud warning is one alert, and no right is touched', async () => {
  const sale = await paidSale(testDb.db, { now, card: 'pm_card_createIssuerFraudRecord' });
  const events = (await eventsOf(sale.intent)).filter(({ type }) => type.startsWith('radar.'));
  expect(events).toHaveLength(1);
  for (const event of [...events, ...events]) await deliver(event);
  for (const event of events) await deliver({ ...event, id: `${event.id}_again` });
  expect(await alertsOf(testDb.db, sale.orderId)).toEqual(['early_fraud_warning']);
  expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
});

describe('money on a PaymentIntent that no payment of ours names', () => {
  async function strangePayment(metadata: Record<string, string>) {
    const made = await stripeAtTwin().paymentIntents.create({
      amount: 2500,
      currency: 'jpy',
      allowed_payment_method_types: ['card'],
      metadata,
    });
    await confirmWith(made.id);
    const events = await eventsOf(made.id);
    const succeeded = events.find(({ type }) => type === 'payment_intent.succeeded');
    if (succeeded === undefined) throw new Error('no event');
    return { intent: made.id, succeeded };
  }

  test('but our order is waited for ten minutes, then put before staff once', async () => {
    const sale = await startSale(testDb.db, { now });
    const { intent, succeeded } = await strangePayment({ order_id: sale.orderId });
    await expect(deliver(succeeded)).rejects.toMatchObject({ code: 'conflict' });
    await expect(deliver(succeeded, later(600))).rejects.toMatchObject({ code: 'conflict' });
    expect(await alertsAbout(intent)).toEqual([]);
    await reconcile(testDb.db, later(601));
    await deliver(succeeded, later(602));
    expect(await alertsAbout(intent)).toMatchObject([{ kind: 'unknown_payment', orderId: sale.orderId }]);
    const [row] = await testDb.db.select().from(stripeEvents).where(eq(stripeEvents.id, succeeded.id));
    expect(row).toMatchObject({ handledAt: later(601), attempts: 2 });
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'held', seats: [{ held: 1, sold: 0 }] });
  });

  test('that is saved while Stripe delivers again makes the ticket', async () => {
    const sale = await startSale(testDb.db, { now });
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    const unsaved = sql`update payments set payment_intent_id = null where order_id = ${sale.orderId}`;
    await testDb.db.execute(unsaved);
    await confirmWith(intent);
    const succeeded = (await eventsOf(intent)).find(({ type }) => type === 'payment_intent.succeeded');
    if (succeeded === undefined) throw new Error('no event');
    await expect(deliver(succeeded)).rejects.toMatchObject({ code: 'conflict' });
    await testDb.db
      .update(payments)
      .set({ paymentIntentId: intent })
      .where(eq(payments.orderId, sale.orderId));
    await deliver(succeeded);
    expect(await outcomeOf(testDb.db, sale)).toMatchObject({ order: 'paid', rights: ['active'] });
  });

  test('and names an order that is not here is put before staff at once', async () => {
    const { intent, succeeded } = await strangePayment({ order_id: 'ord_elsewhere' });
    await deliver(succeeded);
    expect(await alertsAbout(intent)).toMatchObject([{ kind: 'unknown_payment', orderId: null }]);
  });

  test('and names no order is somebody else’s business', async () => {
    const { intent, succeeded } = await strangePayment({});
    await deliver(succeeded);
    expect(await alertsAbout(intent)).toEqual([]);
    const [row] = await testDb.db.select().from(stripeEvents).where(eq(stripeEvents.id, succeeded.id));
    expect(row?.handledAt).toEqual(now);
  });
});

test('what Stripe spoke of is asked for, though the charge gives no hint: an inquiry, a refund that failed', async () => {
  const sale = await paidSale(testDb.db, { now });
  expect(await rememberedOf(testDb.db, sale.intent)).toMatchObject({ refunds: false, disputes: false });
  const told = (type: string) => ({
    id: `evt_${type}_${sale.intent}`,
    type,
    paymentIntentId: sale.intent,
    receivedAt: now,
  });
  await testDb.db.insert(stripeEvents).values([told('charge.dispute.created'), told('refund.failed')]);
  expect(await rememberedOf(testDb.db, sale.intent)).toMatchObject({ refunds: true, disputes: true });
});

test('the reconciler comes to every inbox row, though a hundred others fail again and again', async () => {
  const sale = await beganSale();
  await confirmWith(sale.intent);
  const failing = Array.from({ length: 100 }, (_, n) => ({
    id: `evt_failing_${n}`,
    type: 'payment_intent.succeeded',
    paymentIntentId: `pi_gone_${n}`,
    receivedAt: later(-3600),
    attempts: 1,
  }));
  await testDb.db.insert(stripeEvents).values(failing);
  const id = 'evt_waiting';
  const waiting = {
    id,
    type: 'payment_intent.succeeded',
    paymentIntentId: sale.intent,
    receivedAt: later(-60),
  };
  await testDb.db.insert(stripeEvents).values(waiting);
  await reconcile(testDb.db, now);
  const [row] = await testDb.db.select().from(stripeEvents).where(eq(stripeEvents.id, id));
  expect(row?.handledAt).toEqual(now);
  await testDb.db.delete(stripeEvents).where(sql`id like 'evt_failing_%'`);
});
