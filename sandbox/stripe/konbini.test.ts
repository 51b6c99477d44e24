import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  control,
  eventTypes,
  openVoucher,
  publishableKey,
  rawCall,
  refusal,
  sale,
  startRig,
  type Rig,
} from './test-rig';

const day = 86_400;
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function now(): Promise<number> {
  const clock: unknown = await control(rig, 'clock', { advanceSeconds: 0 });
  return typeof clock === 'object' && clock !== null && 'now' in clock ? Number(clock.now) : NaN;
}

function retrieve(id: string) {
  return rig.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
}

async function voucherPage(url: string | null | undefined): Promise<string> {
  return (await fetch(url ?? '')).text();
}

describe('a konbini voucher', () => {
  it('shows codes of four chains and takes no money until it is paid at a store', async () => {
    const intent = await openVoucher(rig);
    expect(intent).toMatchObject({ status: 'requires_action', amount_received: 0, latest_charge: null });
    expect(intent.next_action?.type).toBe('konbini_display_details');
    const details = intent.next_action?.konbini_display_details;
    expect(Object.keys(details?.stores ?? {})).toEqual(['familymart', 'lawson', 'ministop', 'seicomart']);
    expect(await eventTypes(rig)).toEqual(['payment_intent.created', 'payment_intent.requires_action']);
    const page = await voucherPage(details?.hosted_voucher_url);
    expect(page).toContain(details?.stores.lawson?.payment_code);
    expect(page).toContain('data-state="open"');
    expect(page).not.toMatch(/<form|<button/);

    await control(rig, 'payments', { payment_intent: intent.id, act: 'pay_voucher', store: 'lawson' });
    expect(await retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 3500,
      next_action: null,
      latest_charge: {
        paid: true,
        payment_method_details: { type: 'konbini', konbini: { store: { chain: 'lawson' } } },
      },
    });
    expect(await eventTypes(rig, 2)).toEqual(['charge.succeeded', 'payment_intent.succeeded']);
    expect(await voucherPage(details?.hosted_voucher_url)).toContain('data-state="paid"');
    const again = control(rig, 'payments', { payment_intent: intent.id, act: 'pay_voucher' });
    await expect(again).rejects.toThrow('no open voucher');
  });

  it('runs out when the clock reaches its deadline, not before, and leaves the PaymentIntent open with its method spent', async () => {
    const expiresAt = (await now()) + 3600;
    const intent = await openVoucher(rig, { expires_at: expiresAt });
    expect(intent.next_action?.konbini_display_details?.expires_at).toBe(expiresAt);
    await control(rig, 'clock', { advanceSeconds: 3500 });
    expect((await retrieve(intent.id)).status).toBe('requires_action');
    await control(rig, 'clock', { advanceSeconds: 101 });
    expect(await retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
    });
    expect(await eventTypes(rig, 2)).toEqual(['payment_intent.payment_failed']);
    const late = control(rig, 'payments', { payment_intent: intent.id, act: 'pay_voucher' });
    await expect(late).rejects.toThrow('no open voucher');
    const spent = { payment_method: String(intent.payment_method) };
    expect(await refusal(rig.stripe.paymentIntents.confirm(intent.id, spent))).toMatchObject({
      param: 'payment_method',
    });
    const card = { payment_method: 'pm_card_visa' };
    expect(await refusal(rig.stripe.paymentIntents.confirm(intent.id, card))).toMatchObject({
      code: 'payment_intent_incompatible_payment_method',
    });
    expect((await rig.stripe.paymentIntents.cancel(intent.id)).status).toBe('canceled');
  });

  it('of a canceled PaymentIntent takes no money', async () => {
    const intent = await openVoucher(rig);
    await rig.stripe.paymentIntents.cancel(intent.id);
    const act = { payment_intent: intent.id, act: 'pay_voucher' };
    await expect(control(rig, 'payments', act)).rejects.toThrow('no open voucher');
    expect(await retrieve(intent.id)).toMatchObject({ status: 'canceled', latest_charge: null });
    const url = intent.next_action?.konbini_display_details?.hosted_voucher_url;
    expect(await voucherPage(url)).toContain('data-state="canceled"');
  });

  it('fixes the amount while it is open', async () => {
    const intent = await openVoucher(rig);
    expect(await refusal(rig.stripe.paymentIntents.update(intent.id, { amount: 200 }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('ends at 23:59:59 Japan time, three days on unless told otherwise', async () => {
    const ends = async (days?: number) => {
      const intent = await openVoucher(rig, days === undefined ? {} : { expires_after_days: days });
      return intent.next_action?.konbini_display_details?.expires_at ?? 0;
    };
    const inThreeDays = await ends();
    expect(new Date((inThreeDays + 9 * 3600) * 1000).toISOString()).toMatch(/T23:59:59/);
    expect(inThreeDays - (await now())).toBeGreaterThanOrEqual(3 * day - 1);
    expect(inThreeDays - (await now())).toBeLessThan(4 * day);
    expect((await ends(1)) - inThreeDays).toBe(-2 * day);
  });
});

describe('what Stripe refuses of konbini', () => {
  it.each([
    ['expires_at', { expires_at: 1800 }],
    ['expires_at', { expires_at: 60 * day + 60 }],
    ['expires_after_days', { expires_after_days: 61 }],
    ['product_description', { product_description: 'x'.repeat(23) }],
    ['confirmation_number', { confirmation_number: '123456789' }],
    ['confirmation_number', { confirmation_number: '0000000000' }],
  ])('%s out of range: %j (times counted from now)', async (name, konbini) => {
    const sent = 'expires_at' in konbini ? { expires_at: (await now()) + konbini.expires_at } : konbini;
    expect(await refusal(openVoucher(rig, sent))).toMatchObject({
      statusCode: 400,
      param: `payment_method_options[konbini][${name}]`,
    });
  });

  it('a deadline that was far enough at the create and is too near at the confirm', async () => {
    const intent = await rig.stripe.paymentIntents.create({
      ...sale,
      allowed_payment_method_types: ['card', 'konbini'],
      payment_method_options: { konbini: { expires_at: (await now()) + 3600 } },
    });
    await control(rig, 'clock', { advanceSeconds: 1900 });
    const billing = { name: 'a', email: 'a@example.test' };
    const confirm = rig.stripe.paymentIntents.confirm(intent.id, {
      payment_method_data: { type: 'konbini', billing_details: billing },
    });
    expect(await refusal(confirm)).toMatchObject({ param: 'payment_method_options[konbini][expires_at]' });
    expect(await retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
    });
  });

  it.each([
    { amount: 119, allowed: ['card', 'konbini'], offered: ['card'] },
    { amount: 120, allowed: ['card', 'konbini'], offered: ['card', 'konbini'] },
    { amount: 300_001, allowed: ['konbini', 'paypay'], offered: ['paypay'] },
    { amount: 1_000_001, allowed: ['card', 'paypay'], offered: ['card'] },
  ])('$allowed for $amount yen offers only $offered', async ({ amount, allowed, offered }) => {
    const intent = await rig.stripe.paymentIntents.create({
      amount,
      currency: 'jpy',
      allowed_payment_method_types: allowed,
    });
    expect(intent.payment_method_types).toEqual(offered);
  });

  it('an amount or currency that leaves no method', async () => {
    const create = (amount: number, currency: string) =>
      rig.stripe.paymentIntents.create({
        amount,
        currency,
        allowed_payment_method_types: ['konbini'],
      });
    expect((await refusal(create(119, 'jpy'))).statusCode).toBe(400);
    expect((await refusal(create(3500, 'usd'))).statusCode).toBe(400);
  });

  it('a method the PaymentIntent does not offer', async () => {
    const params = { ...sale, allowed_payment_method_types: ['konbini'], payment_method: 'pm_card_visa' };
    expect(await refusal(rig.stripe.paymentIntents.create(params))).toMatchObject({
      code: 'payment_intent_incompatible_payment_method',
    });
  });
});

describe('a browser', () => {
  async function confirm(form: Record<string, string>) {
    const intent = await rig.stripe.paymentIntents.create(sale);
    return rawCall(rig, {
      path: `/v1/payment_intents/${intent.id}/confirm`,
      key: publishableKey,
      form: {
        client_secret: intent.client_secret ?? '',
        return_url: 'https://shop.test/done',
        'payment_method_data[type]': 'konbini',
        ...form,
      },
    });
  }
  const billing = {
    'payment_method_data[billing_details][name]': '山田',
    'payment_method_data[billing_details][email]': 'a@example.test',
  };

  it('gets a voucher with name and email, and 400 without either', async () => {
    const reply = await confirm(billing);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('konbini_display_details');
    expect(reply.body).not.toContain('ord_1');
    const nameless = await confirm({ ...billing, 'payment_method_data[billing_details][name]': ' ' });
    expect(nameless.body).toContain('payment_method_data[billing_details][name]');
    const unreachable = await confirm({ ...billing, 'payment_method_data[billing_details][email]': 'a@' });
    expect(unreachable.body).toContain('email_invalid');
  });

  it('chooses its confirmation number but never the deadline', async () => {
    const number = { 'payment_method_options[konbini][confirmation_number]': '09012345678' };
    expect((await confirm({ ...billing, ...number })).body).toContain('09012345678');
    const days = { 'payment_method_options[konbini][expires_after_days]': '60' };
    expect((await confirm({ ...billing, ...days })).status).toBe(400);
  });
});
