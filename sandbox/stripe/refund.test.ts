import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pay, refusal, type Rig, sale, startRig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

describe('refunds', () => {
  it('never exceed what is left of the charge', async () => {
    const intent = await pay(rig, 'pm_card_visa');
    const refund = (amount?: number) =>
      rig.stripe.refunds.create({ payment_intent: intent.id, ...(amount === undefined ? {} : { amount }) });
    expect(await refund(1000)).toMatchObject({
      amount: 1000,
      status: 'succeeded',
      payment_intent: intent.id,
    });
    expect(await refusal(refund(2501))).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(await refusal(refund(0))).toMatchObject({ code: 'parameter_invalid_integer' });
    expect(await refund()).toMatchObject({ amount: 2500 });
    expect(await refusal(refund(1))).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    const charge = await rig.stripe.charges.retrieve(String(intent.latest_charge));
    expect(charge).toMatchObject({ amount_refunded: 3500, refunded: true });
    expect(
      (await rig.stripe.refunds.list({ payment_intent: intent.id })).data.map((one) => one.amount),
    ).toEqual([2500, 1000]);
  });

  it('need a successful charge', async () => {
    const intent = await rig.stripe.paymentIntents.create(sale);
    expect(await refusal(rig.stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      statusCode: 400,
    });
    expect(await refusal(rig.stripe.refunds.create({ charge: 'ch_none' }))).toMatchObject({
      code: 'resource_missing',
    });
  });
});
