import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startReceiver, type Receiver } from './test-receiver';
import { control, keys, startRig, type Rig } from './test-rig';

const secret = keys.webhookSecret;

let receiver: Receiver;
let rig: Rig;

beforeEach(async () => {
  receiver = await startReceiver();
  rig = await startRig(receiver.url);
});
afterEach(async () => {
  await rig.close();
  await receiver.close();
});

const ledgerSchema = z.object({
  payment_intents: z.array(z.object({ id: z.string() })),
  events: z.array(
    z.object({
      id: z.string(),
      pending_webhooks: z.number(),
      deliveries: z.array(z.object({ status: z.number().nullable(), delivered: z.boolean() })),
    }),
  ),
});

async function ledger(query = '') {
  return ledgerSchema.parse(await (await fetch(`${rig.url}/_sandbox/ledger${query}`)).json());
}

it('signs the exact bytes so that the SDK accepts them, and only with the right secret', async () => {
  await rig.stripe.customers.create({ name: '山田' });
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ body, signature } = { body: '', signature: '' }] = receiver.received;
  const event = rig.stripe.webhooks.constructEvent(body, signature, secret);
  expect(event).toMatchObject({
    type: 'customer.created',
    livemode: false,
    api_version: '2026-10-28.endive',
  });
  expect(() => rig.stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow();
  expect(() => rig.stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow();
});

it('tries again after a 500 and after a redirect until the endpoint answers 2xx', async () => {
  receiver.answers.push(500, 308);
  await rig.stripe.customers.create({ name: 'a' });
  await expect.poll(() => receiver.received.length).toBe(3);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  await expect.poll(async () => (await ledger()).events[0]?.pending_webhooks).toBe(0);
  expect((await ledger()).events[0]?.deliveries.map(({ status }) => status)).toEqual([500, 308, 200]);
  expect((await rig.stripe.events.list({ delivery_success: true })).data).toHaveLength(1);
});

it('holds, releases, duplicates and sends again on command', async () => {
  await control(rig, 'webhooks', { hold: true });
  await control(rig, 'webhooks', { duplicate: 1 });
  const customer = await rig.stripe.customers.create({ name: 'a' });
  expect((await rig.stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
  expect(receiver.received).toEqual([]);
  await control(rig, 'webhooks', { hold: false });
  await expect.poll(() => receiver.received.length).toBe(2);
  await control(rig, 'webhooks', { duplicate: 0 });
  await control(rig, 'webhooks', { resend: (await ledger()).events[0]?.id });
  await expect.poll(() => receiver.received.length).toBe(3);
  expect(receiver.received.every(({ body }) => body.includes(customer.id))).toBe(true);
});

it('the ledger narrows to one order', async () => {
  await rig.stripe.paymentIntents.create({ amount: 500, currency: 'jpy', metadata: { order_id: 'ord_1' } });
  const second = await rig.stripe.paymentIntents.create({
    amount: 500,
    currency: 'jpy',
    metadata: { order_id: 'ord_2' },
  });
  const { payment_intents: intents, events } = await ledger('?metadata_order=ord_2');
  expect(intents.map(({ id }) => id)).toEqual([second.id]);
  expect(events).toHaveLength(1);
});
