import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventTypes, noRedirect, refusal, sale, startRig, type Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function visit(): Promise<{ id: string; secret: string; url: string }> {
  const intent = await rig.stripe.paymentIntents.create({
    ...sale,
    payment_method_data: { type: 'paypay' },
    confirm: true,
    return_url: 'https://shop.test/done?x=1',
  });
  expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
  return {
    id: intent.id,
    secret: intent.client_secret ?? '',
    url: intent.next_action?.redirect_to_url?.url ?? '',
  };
}

function answer(url: string, outcome: string): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
}

function retrieve(id: string) {
  return rig.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
}

describe('PayPay', () => {
  it('takes the money when the buyer accepts, once, and leads back', async () => {
    const { id, secret, url } = await visit();
    expect(await (await fetch(url)).text()).toMatch(/sandbox[^]*支払う \/ Accept[^]*やめる \/ Refuse/);
    expect((await retrieve(id)).status).toBe('requires_action');
    const back = await answer(url, 'accept');
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(
      `https://shop.test/done?x=1&payment_intent=${id}&payment_intent_client_secret=${secret}&redirect_status=succeeded`,
    );
    const charge = { paid: true, payment_method_details: { type: 'paypay', paypay: {} } };
    expect(await retrieve(id)).toMatchObject({ status: 'succeeded', latest_charge: charge });
    expect((await answer(url, 'refuse')).status).toBe(200);
    expect((await retrieve(id)).status).toBe('succeeded');
    expect(await eventTypes(rig, 2)).toEqual(['charge.succeeded', 'payment_intent.succeeded']);
  });

  it('refused: no charge, `failed` on the way back, and payable again by card', async () => {
    const { id, url } = await visit();
    expect((await answer(url, 'refuse')).headers.get('location')).toContain('redirect_status=failed');
    expect(await retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    expect(await eventTypes(rig, 2)).toEqual(['payment_intent.payment_failed']);
    const again = { payment_method: 'pm_card_visa', return_url: 'https://shop.test/done' };
    expect((await rig.stripe.paymentIntents.confirm(id, again)).status).toBe('succeeded');
  });

  it('accepted after the cancel, or after another confirm, takes no money', async () => {
    const canceled = await visit();
    await rig.stripe.paymentIntents.cancel(canceled.id);
    await answer(canceled.url, 'accept');
    expect(await retrieve(canceled.id)).toMatchObject({ status: 'canceled', latest_charge: null });
    const changed = await visit();
    const card = { payment_method: 'pm_card_visa', return_url: 'https://shop.test/done' };
    const paid = await rig.stripe.paymentIntents.confirm(changed.id, card);
    await answer(changed.url, 'accept');
    expect((await rig.stripe.paymentIntents.retrieve(changed.id)).latest_charge).toBe(paid.latest_charge);
  });

  it('needs a return URL and is not offered where redirects are not', async () => {
    const params = { ...sale, confirm: true, payment_method_data: { type: 'paypay' } } as const;
    const direct = { ...params, allowed_payment_method_types: ['paypay'] };
    expect(await refusal(rig.stripe.paymentIntents.create(direct))).toMatchObject({ param: 'return_url' });
    const quiet = await rig.stripe.paymentIntents.create({ ...sale, ...noRedirect });
    expect(quiet.payment_method_types).toEqual(['card', 'konbini']);
  });

  it('is refunded at once', async () => {
    const { id, url } = await visit();
    await answer(url, 'accept');
    expect(await rig.stripe.refunds.create({ payment_intent: id, amount: 500 })).toMatchObject({
      status: 'succeeded',
      destination_details: { type: 'paypay' },
    });
  });
});
