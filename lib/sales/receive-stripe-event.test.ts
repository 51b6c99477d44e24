import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stripeEvents } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { receiveStripeEvent } from '@/lib/sales/receive-stripe-event';
import { reconcile } from '@/lib/sales/reconcile';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';
import { controlTwin, signDelivery } from '@/lib/sales/test-order';

const now = new Date('2026-10-03T09:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let testDb: TestDatabase;
let serial = 0;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

function notice(paymentIntentId: string, overrides: object = {}): string {
  serial += 1;
  return JSON.stringify({
    id: `evt_test_${serial}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    created: Math.floor(now.getTime() / 1000),
    livemode: false,
    data: { object: { id: paymentIntentId, object: 'payment_intent', amount: 1, status: 'succeeded' } },
    ...overrides,
  });
}

function deliver(
  rawBody: string,
  signature: string | null = signDelivery(rawBody, { at: now }),
): Promise<void> {
  return receiveStripeEvent(testDb.db, { rawBody, signature, now });
}

async function heldOrder() {
  const { db } = testDb;
  const event = await writeEvent(db, now);
  const ticketTypeId = await writeTicketType(db, { event, now });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  return { orderId, intent: await beginPayment(db, viewer, { orderId, now }) };
}

async function eventRow(id: string) {
  const [row] = await testDb.db.select().from(stripeEvents).where(eq(stripeEvents.id, id));
  return row;
}

async function stateOf(orderId: string) {
  const [row] = await testDb.db.select({ state: orders.state }).from(orders).where(eq(orders.id, orderId));
  return row?.state;
}

describe('a delivery', () => {
  test('with a good signature fulfills the order and is marked handled', async () => {
    const { orderId, intent } = await heldOrder();
    await confirmWith(intent);
    const body = notice(intent);
    await deliver(body);
    await deliver(body);
    expect(await stateOf(orderId)).toBe('paid');
    const row = await eventRow(`evt_test_${serial}`);
    expect(row).toMatchObject({ paymentIntentId: intent, handledAt: now, attempts: 0 });
  });

  test('that lies about the payment changes nothing: its body is only a hint', async () => {
    const { orderId, intent } = await heldOrder();
    await deliver(notice(intent));
    expect(await stateOf(orderId)).toBe('held');
  });

  test('of a type we do not know is taken and forgotten', async () => {
    await deliver(
      notice('pi_none', { type: 'customer.created', data: { object: { id: 'cus_1', object: 'customer' } } }),
    );
    const row = await eventRow(`evt_test_${serial}`);
    expect(row?.handledAt).toEqual(now);
  });

  test('that could not be worked on stays in the inbox and is found by the reconciler', async () => {
    const { orderId, intent } = await heldOrder();
    await confirmWith(intent);
    const body = notice(intent);
    await breakStripeOnce(`/v1/payment_intents/${intent}`);
    await expect(deliver(body)).rejects.toMatchObject({ code: 'upstream_failed' });
    const row = await eventRow(`evt_test_${serial}`);
    expect(row).toMatchObject({ handledAt: null, attempts: 1 });
    await reconcile(testDb.db, new Date(now.getTime() + 60_000));
    expect(await stateOf(orderId)).toBe('paid');
  });
});

describe('a delivery is refused with bad_request and leaves no row', () => {
  const good = { at: now };
  test.each([
    ['unsigned', () => null],
    ['signed with another secret', (text: string) => signDelivery(text, { ...good, secret: 'whsec_other' })],
    ['of 301 seconds ago', (text: string) => signDelivery(text, { at: later(-301) })],
    ['when our clock is ten minutes fast', (text: string) => signDelivery(text, { at: later(-600) })],
    ['altered after signing', (text: string) => signDelivery(text.replace('pi_forged', 'pi_other'), good)],
    ['with garbage for a signature', () => 't=,v1='],
    [
      'with a signature of the right bytes and another time',
      (text: string) =>
        signDelivery(text, { at: later(-400) }).replace(/^t=\d+/, `t=${Math.floor(now.getTime() / 1000)}`),
    ],
  ])('%s', async (_name, signature) => {
    const text = notice('pi_forged');
    await expect(deliver(text, signature(text))).rejects.toMatchObject({ code: 'bad_request' });
    expect(await eventRow(`evt_test_${serial}`)).toBeUndefined();
  });

  test('of live mode at a test key', async () => {
    await expect(deliver(notice('pi_live', { livemode: true }))).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(await eventRow(`evt_test_${serial}`)).toBeUndefined();
  });
});

describe('a delivery is taken', () => {
  const customer = { type: 'customer.created', data: { object: { id: 'cus_1', object: 'customer' } } };

  test.each([
    ['of 299 seconds ago', -299],
    ['when our clock is ten minutes slow', 600],
  ])('%s', async (_name, seconds) => {
    const text = notice('pi_none', customer);
    await deliver(text, signDelivery(text, { at: later(seconds) }));
    expect(await eventRow(`evt_test_${serial}`)).toMatchObject({ handledAt: now });
  });

  test('with the new and the old secret while one is replaced, and with no third', async () => {
    const kept = process.env.STRIPE_WEBHOOK_SECRET;
    process.env.STRIPE_WEBHOOK_SECRET = 'whsec_new,whsec_old';
    try {
      for (const secret of ['whsec_new', 'whsec_old']) {
        const text = notice('pi_none', customer);
        await deliver(text, signDelivery(text, { at: now, secret }));
        expect(await eventRow(`evt_test_${serial}`)).toMatchObject({ handledAt: now });
      }
      const text = notice('pi_none', customer);
      await expect(deliver(text)).rejects.toMatchObject({ code: 'bad_request' });
    } finally {
      process.env.STRIPE_WEBHOOK_SECRET = kept;
    }
  });
});

/** The SDK may try a failed read once more, so two answers break. */
function breakStripeOnce(path: string): Promise<void> {
  return controlTwin('faults', { path, method: 'GET', kind: '500', count: 2 });
}
