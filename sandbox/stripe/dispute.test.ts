import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control, eventTypes, openVoucher, pay, refusal, startRig, type Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function disputeOf(paymentIntent: string) {
  const { data } = await rig.stripe.disputes.list({ payment_intent: paymentIntent });
  return data[0];
}

describe('disputes', () => {
  it('come by themselves with pm_card_createDispute, right after the success', async () => {
    const intent = await pay(rig, 'pm_card_createDispute');
    expect(intent.status).toBe('succeeded');
    expect(await eventTypes(rig, 1)).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ]);
    const dispute = await disputeOf(intent.id);
    expect(dispute).toMatchObject({ amount: 3500, reason: 'fraudulent', status: 'needs_response' });
    expect(dispute?.balance_transactions.map(({ amount }) => amount)).toEqual([-3500]);
    const refund = rig.stripe.refunds.create({ payment_intent: intent.id });
    expect(await refusal(refund)).toMatchObject({ code: 'charge_disputed' });
  });

  it('won: the money comes back and the charge, still marked, can be refunded', async () => {
    const intent = await pay(rig, 'pm_card_visa');
    await control(rig, 'disputes', { payment_intent: intent.id, act: 'open', reason: 'duplicate' });
    await control(rig, 'disputes', { payment_intent: intent.id, act: 'win' });
    expect(await eventTypes(rig, 5)).toEqual(['charge.dispute.closed', 'charge.dispute.funds_reinstated']);
    const dispute = await disputeOf(intent.id);
    expect(dispute).toMatchObject({ status: 'won', reason: 'duplicate' });
    expect(dispute?.balance_transactions.map(({ amount }) => amount)).toEqual([-3500, 3500]);
    expect((await rig.stripe.charges.retrieve(String(intent.latest_charge))).disputed).toBe(true);
    expect((await rig.stripe.refunds.create({ payment_intent: intent.id })).status).toBe('succeeded');
  });

  it('lost, also by giving in: disputed for good, never refundable, never reopened', async () => {
    const intent = await pay(rig, 'pm_card_createDispute');
    const dispute = await disputeOf(intent.id);
    expect((await rig.stripe.disputes.close(dispute?.id ?? '')).status).toBe('lost');
    expect(await eventTypes(rig, 5)).toEqual(['charge.dispute.closed']);
    expect((await rig.stripe.charges.retrieve(String(intent.latest_charge))).disputed).toBe(true);
    expect(await refusal(rig.stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: 'charge_disputed',
    });
    expect(await refusal(rig.stripe.disputes.close(dispute?.id ?? ''))).toMatchObject({ statusCode: 400 });
    const act = { payment_intent: intent.id, act: 'open' };
    await expect(control(rig, 'disputes', act)).rejects.toThrow('cannot be disputed');
  });

  it('cover what was not refunded, and never konbini', async () => {
    const intent = await pay(rig, 'pm_card_visa');
    await rig.stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
    await control(rig, 'disputes', { payment_intent: intent.id, act: 'open' });
    expect((await disputeOf(intent.id))?.amount).toBe(3000);
    const voucher = await openVoucher(rig);
    await control(rig, 'payments', { payment_intent: voucher.id, act: 'pay_voucher' });
    const act = { payment_intent: voucher.id, act: 'open' };
    await expect(control(rig, 'disputes', act)).rejects.toThrow('cannot be disputed');
  });
});

describe('early fraud warnings', () => {
  it('come with pm_card_createIssuerFraudRecord and by control, and a full refund settles them', async () => {
    const intent = await pay(rig, 'pm_card_createIssuerFraudRecord');
    expect((await eventTypes(rig)).at(-1)).toBe('radar.early_fraud_warning.created');
    const { data } = await rig.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ charge: intent.latest_charge, actionable: true, fraud_type: 'misc' }]);
    await rig.stripe.refunds.create({ payment_intent: intent.id });
    expect((await eventTypes(rig)).at(-1)).toBe('radar.early_fraud_warning.updated');
    const settled = await rig.stripe.radar.earlyFraudWarnings.retrieve(data[0]?.id ?? '');
    expect(settled.actionable).toBe(false);
    const other = await pay(rig, 'pm_card_visa');
    const warning = { payment_intent: other.id, fraud_type: 'made_with_stolen_card' };
    expect(await control(rig, 'warnings', warning)).toMatchObject({ actionable: true });
  });
});
