import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control, eventTypes, openVoucher, pay, refusal, startRig, type Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function chargeOf(id: string) {
  const { latest_charge: charge } = await rig.stripe.paymentIntents.retrieve(id);
  return rig.stripe.charges.retrieve(String(charge));
}

async function payAtStore(): Promise<string> {
  const { id } = await openVoucher(rig);
  await control(rig, 'payments', { payment_intent: id, act: 'pay_voucher' });
  return id;
}

describe('card refunds that take time', () => {
  it('pending at first, then succeeded', async () => {
    const { id } = await pay(rig, 'pm_card_pendingRefund');
    const refund = await rig.stripe.refunds.create({ payment_intent: id });
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 3500, refunded: true });
    await control(rig, 'refunds', { refund: refund.id, act: 'succeed' });
    expect((await rig.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    expect(await eventTypes(rig, 3)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ]);
  });

  it('succeeded at first, then failed: the charge counts as unrefunded and can be refunded again', async () => {
    const { id } = await pay(rig, 'pm_card_refundFail');
    const refund = await rig.stripe.refunds.create({ payment_intent: id, amount: 1000 });
    expect(refund.status).toBe('succeeded');
    await control(rig, 'refunds', { refund: refund.id, act: 'fail' });
    expect(await rig.stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await eventTypes(rig, 5)).toEqual(['refund.updated', 'refund.failed', 'charge.refund.updated']);
    expect((await rig.stripe.refunds.create({ payment_intent: id })).amount).toBe(3500);
    await expect(control(rig, 'refunds', { refund: refund.id, act: 'succeed' })).rejects.toThrow('failed');
  });
});

describe('konbini refunds', () => {
  it('wait for the buyer’s bank details, then for the bank', async () => {
    const id = await payAtStore();
    const refund = await rig.stripe.refunds.create({ payment_intent: id });
    expect(refund).toMatchObject({
      status: 'requires_action',
      next_action: { display_details: { email_sent: { email_sent_to: 'a@example.test' } } },
    });
    await expect(control(rig, 'refunds', { refund: refund.id, act: 'succeed' })).rejects.toThrow(
      'requires_action',
    );
    await control(rig, 'refunds', { refund: refund.id, act: 'provide_bank_details' });
    const pending = await rig.stripe.refunds.retrieve(refund.id);
    expect(pending.status).toBe('pending');
    expect(pending.next_action).toBeUndefined();
    expect(await refusal(rig.stripe.refunds.cancel(refund.id))).toMatchObject({ statusCode: 400 });
    await control(rig, 'refunds', { refund: refund.id, act: 'fail' });
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false });
  });

  it('can be canceled while they wait, and end by themselves after 45 days', async () => {
    const id = await payAtStore();
    const first = await rig.stripe.refunds.create({ payment_intent: id, amount: 500 });
    expect((await rig.stripe.refunds.cancel(first.id)).status).toBe('canceled');
    const second = await rig.stripe.refunds.create({ payment_intent: id });
    expect(second.amount).toBe(3500);
    await control(rig, 'clock', { advanceSeconds: 45 * 86_400 - 5 });
    expect((await rig.stripe.refunds.retrieve(second.id)).status).toBe('requires_action');
    await control(rig, 'clock', { advanceSeconds: 6 });
    expect((await rig.stripe.refunds.retrieve(second.id)).status).toBe('canceled');
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false });
  });
});
