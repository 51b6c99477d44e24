import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, control, noRedirect, publishableKey, rawCall, refusal, sale, startRig } from './test-rig';
import type { Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const callsSchema = z.object({
  calls: z.array(z.looseObject({ method: z.string(), status: z.number().nullable(), executed: z.boolean() })),
  counts: z.object({ calls: z.number(), secret_writes: z.number(), executed_secret_writes: z.number() }),
});

async function calls(query: string) {
  return callsSchema.parse(await (await fetch(`${rig.url}/_sandbox/calls${query}`)).json());
}

describe('the call book', () => {
  it('counts the write calls of one sale and leaves reads, browsers and other sales out', async () => {
    const intent = await rig.stripe.paymentIntents.create(sale);
    await rig.stripe.paymentIntents.create({ ...sale, metadata: { order_id: 'ord_2' } });
    const path = `/v1/payment_intents/${intent.id}`;
    const form = {
      client_secret: intent.client_secret ?? '',
      'payment_method_data[type]': 'konbini',
      'payment_method_data[billing_details][name]': 'a',
      'payment_method_data[billing_details][email]': 'a@example.test',
    };
    expect((await rawCall(rig, { path: `${path}/confirm`, key: publishableKey, form })).status).toBe(200);
    await control(rig, 'payments', { payment_intent: intent.id, act: 'pay_voucher' });
    await rig.stripe.paymentIntents.retrieve(intent.id);
    await rig.stripe.refunds.create({ payment_intent: intent.id, amount: 100 }, { idempotencyKey: 'r1' });
    await rig.stripe.refunds.create({ payment_intent: intent.id, amount: 100 }, { idempotencyKey: 'r1' });
    const book = await calls('?metadata_order=ord_1');
    expect(book.counts).toEqual({ calls: 5, secret_writes: 3, executed_secret_writes: 2 });
    expect(book.calls.at(-1)).toMatchObject({
      path: '/v1/refunds',
      idempotency_key: 'r1',
      replayed: true,
      executed: false,
      payment_intent: intent.id,
    });
  });

  it('knows calls whose answer never arrived and calls that made no PaymentIntent', async () => {
    await control(rig, 'faults', { path: 'payment_intents$', kind: 'lost_reply' });
    await connect(rig.url, 1).paymentIntents.create(sale, { idempotencyKey: 'k' });
    await control(rig, 'faults', { path: 'payment_intents$', kind: '500' });
    await refusal(rig.stripe.paymentIntents.create(sale));
    const { calls: made } = await calls('?metadata_order=ord_1');
    expect(made.map(({ status, executed }) => ({ status, executed }))).toEqual([
      { status: null, executed: true },
      { status: 200, executed: false },
      { status: 500, executed: false },
    ]);
  });
});

describe('the write limit', () => {
  it('answers 429 beyond it: nothing runs, the key stays free, reads and later seconds pass', async () => {
    await control(rig, 'limits', { writesPerSecond: 2 });
    await rig.stripe.paymentIntents.create(sale);
    await rig.stripe.paymentIntents.create(sale);
    const third = () => rig.stripe.paymentIntents.create(sale, { idempotencyKey: 'k' });
    expect(await refusal(third())).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(2);
    await control(rig, 'clock', { advanceSeconds: 2 });
    expect((await third()).status).toBe('requires_payment_method');
    await control(rig, 'limits', { writesPerSecond: null });
    for (let count = 0; count < 4; count += 1) {
      await rig.stripe.paymentIntents.create({ ...sale, ...noRedirect });
    }
    expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(7);
  });
});
