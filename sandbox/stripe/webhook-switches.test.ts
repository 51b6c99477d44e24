import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRandom, shuffled } from './seeded-random';
import { startReceiver, type Receiver } from './test-receiver';
import { control, keys, startRig, type Rig } from './test-rig';

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

async function createCustomers(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await rig.stripe.customers.create({ name: `c${index}` });
}

function names(): string[] {
  return receiver.received.map(({ body }) => /"name": "(c\d+)"/.exec(body)?.[1] ?? '');
}

async function undelivered(): Promise<number> {
  return (await rig.stripe.events.list({ delivery_success: false })).data.length;
}

async function attemptCount(): Promise<number> {
  const ledger = await (await fetch(`${rig.url}/_sandbox/ledger`)).text();
  return ledger.split('"attempt":').length - 1;
}

it('dropNext loses exactly that many deliveries for good, and the events list shows them', async () => {
  await control(rig, 'webhooks', { dropNext: 2 });
  receiver.answers.push(500);
  await createCustomers(3);
  // The retry of c2 comes after any retry of the two before it would have come.
  await expect.poll(names).toEqual(['c2', 'c2']);
  await expect.poll(undelivered).toBe(2);
  const [, oldest] = (await rig.stripe.events.list({ delivery_success: false })).data;
  await control(rig, 'webhooks', { resend: oldest?.id });
  await expect.poll(names).toEqual(['c2', 'c2', 'c0']);
});

it('dropShare loses the same deliveries for the same seed', async () => {
  const run = async () => {
    await control(rig, 'webhooks', { hold: true });
    await createCustomers(12);
    await control(rig, 'webhooks', { dropShare: 0.5, seed: 7 });
    receiver.received.length = 0;
    await control(rig, 'webhooks', { hold: false });
    const random = createRandom(7);
    const kept = Array.from({ length: 12 }, (_, index) => `c${index}`).filter(() => random() >= 0.5);
    await expect.poll(() => names().sort()).toEqual(kept.sort());
    return kept;
  };
  expect(await run()).toEqual(await run());
});

it('shuffle releases what was held in another order, the same for the same seed', async () => {
  const order = [...'abcdefgh'];
  const mixed = shuffled(order, createRandom(3));
  expect(mixed).not.toEqual(order);
  expect(mixed).toEqual(shuffled(order, createRandom(3)));
  expect([...mixed].sort()).toEqual(order);
  await control(rig, 'webhooks', { hold: true });
  await createCustomers(8);
  await control(rig, 'webhooks', { shuffle: true, seed: 3 });
  await control(rig, 'webhooks', { hold: false });
  await expect.poll(() => receiver.received.length).toBe(8);
  expect(names()).not.toEqual(names().sort());
});

it('a rotated secret signs from then on, and reset brings the old one and every switch back', async () => {
  const verify = (index: number, secret: string) => {
    const { body, signature } = receiver.received[index] ?? { body: '', signature: '' };
    return () => rig.stripe.webhooks.constructEvent(body, signature, secret);
  };
  await control(rig, 'webhooks', { secret: 'whsec_new' });
  await createCustomers(1);
  await expect.poll(() => receiver.received.length).toBe(1);
  expect(verify(0, 'whsec_new')).not.toThrow();
  expect(verify(0, keys.webhookSecret)).toThrow();
  await control(rig, 'webhooks', { dropShare: 1 });
  await control(rig, 'webhooks', { hold: true });
  await createCustomers(1);
  expect(await control(rig, 'webhooks', { reset: true })).toEqual({
    hold: false,
    held: 0,
    duplicate: 0,
    dropNext: 0,
    dropShare: 0,
    shuffle: false,
    delayMs: 0,
    retries: true,
  });
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(verify(1, keys.webhookSecret)).not.toThrow();
});

it('without retries a failed delivery is the last one', async () => {
  await control(rig, 'webhooks', { retries: false });
  receiver.answers.push(500);
  await createCustomers(1);
  await expect.poll(attemptCount).toBe(1);
  await control(rig, 'webhooks', { reset: true });
  receiver.answers.push(500);
  await createCustomers(1);
  // The second event's retry comes after any retry of the first would have come.
  await expect.poll(attemptCount).toBe(3);
  expect(receiver.received[2]?.body).toBe(receiver.received[1]?.body);
  expect(await undelivered()).toBe(1);
});

it('delayMs sends later events later', async () => {
  await control(rig, 'webhooks', { delayMs: 3000 });
  await createCustomers(1);
  await control(rig, 'webhooks', { delayMs: 0 });
  await rig.stripe.customers.create({ name: 'c9' });
  await expect.poll(names).toEqual(['c9', 'c0']);
});

it('signatures carry the twin’s time: a clock that is slow makes the SDK refuse them', async () => {
  await control(rig, 'clock', { offsetSeconds: -600 });
  await createCustomers(1);
  await expect.poll(() => receiver.received.length).toBe(1);
  const { body, signature } = receiver.received[0] ?? { body: '', signature: '' };
  expect(() => rig.stripe.webhooks.constructEvent(body, signature, keys.webhookSecret)).toThrow('tolerance');
  await control(rig, 'clock', { offsetSeconds: 0 });
  await createCustomers(1);
  await expect.poll(() => receiver.received.length).toBe(2);
  const late = receiver.received[1] ?? { body: '', signature: '' };
  expect(() =>
    rig.stripe.webhooks.constructEvent(late.body, late.signature, keys.webhookSecret),
  ).not.toThrow();
});
