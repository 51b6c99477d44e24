import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { stripeEvents } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { receiveStripeEvent } from '@/lib/sales/receive-stripe-event';
import { reconcile } from '@/lib/sales/reconcile';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
let testDb: TestDatabase;
let serial = 0;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** docs.stripe.com/webhooks/signature, by hand: the SDK that verifies must not be the one that signs. */
function sign(
  body: string,
  { secret = inject('sandboxKeys').STRIPE_WEBHOOK_SECRET, ageSeconds = 0 } = {},
): string {
  const at = Math.floor(Date.now() / 1000) - ageSeconds;
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

function notice(paymentIntentId: string, overrides: object = {}): string {
  serial += 1;
  return JSON.stringify({
    id: `evt_test_${serial}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    data: { object: { id: paymentIntentId, object: 'payment_intent', amount: 1, status: 'succeeded' } },
    ...overrides,
  });
}

function deliver(rawBody: string, signature: string | null = sign(rawBody)): Promise<void> {
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
    const [row] = await testDb.db
      .select()
      .from(stripeEvents)
      .where(eq(stripeEvents.id, `evt_test_${serial}`));
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
    const [row] = await testDb.db
      .select()
      .from(stripeEvents)
      .where(eq(stripeEvents.id, `evt_test_${serial}`));
    expect(row?.handledAt).toEqual(now);
  });

  test('that could not be worked on stays in the inbox and is found by the reconciler', async () => {
    const { orderId, intent } = await heldOrder();
    await confirmWith(intent);
    const body = notice(intent);
    await breakStripeOnce(`/v1/payment_intents/${intent}`);
    await expect(deliver(body)).rejects.toMatchObject({ code: 'upstream_failed' });
    const [row] = await testDb.db
      .select()
      .from(stripeEvents)
      .where(eq(stripeEvents.id, `evt_test_${serial}`));
    expect(row).toMatchObject({ handledAt: null, attempts: 1 });
    await reconcile(testDb.db, new Date(now.getTime() + 60_000));
    expect(await stateOf(orderId)).toBe('paid');
  });
});

describe('a delivery is refused with bad_request and leaves no row', () => {
  const body = () => notice('pi_forged');
  test.each([
    ['unsigned', () => null],
    ['signed with another secret', (text: string) => sign(text, { secret: 'whsec_other' })],
    ['stale', (text: string) => sign(text, { ageSeconds: 301 })],
    ['altered after signing', (text: string) => sign(text.replace('pi_forged', 'pi_other'))],
    ['with garbage for a signature', () => 't=,v1='],
  ])('%s', async (_name, signature) => {
    const text = body();
    await expect(deliver(text, signature(text))).rejects.toMatchObject({ code: 'bad_request' });
    const rows = await testDb.db
      .select()
      .from(stripeEvents)
      .where(eq(stripeEvents.id, `evt_test_${serial}`));
    expect(rows).toEqual([]);
  });

  test('of live mode at a test key', async () => {
    await expect(deliver(notice('pi_live', { livemode: true }))).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});

/** The SDK tries a failed read once more, so two answers break. */
async function breakStripeOnce(path: string): Promise<void> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path, method: 'GET', kind: '500', count: 2 }),
  });
  expect(response.status).toBe(200);
}
