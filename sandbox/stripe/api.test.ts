import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStripeTwin } from './server';
import { keys, pay, publishableKey, rawCall, refusal, type Rig, sale, secretKey, startRig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

describe('what Stripe refuses', () => {
  it.each([
    [{ amount: 49, currency: 'jpy' }, 'amount_too_small'],
    [{ amount: 35.5, currency: 'jpy' }, 'parameter_invalid_integer'],
    [{ amount: -1, currency: 'jpy' }, 'parameter_invalid_integer'],
    [{ amount: 100_000_000, currency: 'jpy' }, 'amount_too_large'],
  ])('%j is 400 %s', async (params, code) => {
    expect(await refusal(rig.stripe.paymentIntents.create(params))).toMatchObject({ statusCode: 400, code });
  });

  it('unknown parameters, dropped ones and unknown paths, in Stripe’s shape', async () => {
    const unknown = await rawCall(rig, {
      path: '/v1/payment_intents',
      key: secretKey,
      form: {
        amount: '500',
        currency: 'jpy',
        colour: 'red',
      },
    });
    expect(unknown.status).toBe(400);
    expect(unknown.body).toContain('parameter_unknown');
    const dropped = await rawCall(rig, {
      path: '/v1/payment_intents',
      key: secretKey,
      form: { 'payment_method_types[0]': 'card' },
    });
    expect(dropped.body).toContain('payment_method_types_no_longer_supported');
    expect(await refusal(rig.stripe.balance.retrieve())).toMatchObject({ statusCode: 404 });
  });

  it('a confirm without return_url while redirects are allowed, and any act on a finished PaymentIntent', async () => {
    const open = await rig.stripe.paymentIntents.create({ ...sale, payment_method: 'pm_card_visa' });
    expect(await refusal(rig.stripe.paymentIntents.confirm(open.id))).toMatchObject({ param: 'return_url' });
    const paid = await pay(rig, 'pm_card_visa');
    const error = await refusal(rig.stripe.paymentIntents.cancel(paid.id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect(error.payment_intent).toMatchObject({ id: paid.id, status: 'succeeded' });
  });

  it('live keys, at start and on request', async () => {
    await expect(startStripeTwin({ ...keys, secretKey: 'sk_live_1' })).rejects.toThrow('live');
    expect((await rawCall(rig, { path: '/v1/events', key: 'sk_live_1' })).status).toBe(401);
    expect((await rawCall(rig, { path: '/v1/events', key: 'sk_test_other' })).status).toBe(401);
  });
});

describe('a publishable key', () => {
  it('reads and confirms its own PaymentIntent and nothing else', async () => {
    const intent = await rig.stripe.paymentIntents.create(sale);
    const path = `/v1/payment_intents/${intent.id}`;
    const own = await rawCall(rig, {
      path: `${path}?client_secret=${intent.client_secret}`,
      key: publishableKey,
    });
    expect(own.status).toBe(200);
    expect(own.body).not.toContain('ord_1');
    expect((await rawCall(rig, { path: path, key: publishableKey })).status).toBe(401);
    expect(
      (await rawCall(rig, { path: `${path}?client_secret=${intent.id}_secret_guess`, key: publishableKey }))
        .status,
    ).toBe(400);
    const secret = { client_secret: intent.client_secret ?? '' };
    expect(
      (await rawCall(rig, { path: path, key: publishableKey, form: { ...secret, amount: '50' } })).status,
    ).toBe(401);
    expect((await rawCall(rig, { path: `${path}/cancel`, key: publishableKey, form: secret })).status).toBe(
      401,
    );
    expect(
      (await rawCall(rig, { path: '/v1/refunds', key: publishableKey, form: { payment_intent: intent.id } }))
        .status,
    ).toBe(401);
    expect((await rawCall(rig, { path: '/v1/events', key: publishableKey })).status).toBe(401);
  });
});
