import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pay, publishableKey, rawCall, refusal, type Rig, sale, secretKey, startRig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

describe('cards', () => {
  it.each(['pm_card_visa', 'pm_card_mastercard', 'pm_card_jcb', 'pm_card_jp'])(
    '%s is charged once',
    async (card) => {
      const intent = await pay(rig, card);
      expect(intent).toMatchObject({ status: 'succeeded', amount_received: 3500, metadata: sale.metadata });
      const { latest_charge: charge } = await rig.stripe.paymentIntents.retrieve(intent.id, {
        expand: ['latest_charge', 'payment_method'],
      });
      expect(charge).toMatchObject({ paid: true, amount: 3500, currency: 'jpy', payment_intent: intent.id });
    },
  );

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ])('%s is 402 %s and the PaymentIntent can be paid again', async (card, code, declineCode) => {
    const error = await refusal(pay(rig, card));
    expect(error).toMatchObject({ statusCode: 402, code, type: 'StripeCardError' });
    expect(error.decline_code).toBe(declineCode);
    const id = error.payment_intent?.id ?? '';
    expect(error.payment_intent).toMatchObject({ status: 'requires_payment_method' });
    expect((await rig.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe(
      'succeeded',
    );
  });

  it('a number that fails the check digit is 402 and raw numbers need the publishable key', async () => {
    const intent = await rig.stripe.paymentIntents.create(sale);
    const card = {
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': '4242424242424241',
    };
    const path = `/v1/payment_intents/${intent.id}/confirm`;
    const browser = await rawCall(rig, {
      path: path,
      key: publishableKey,
      form: { ...card, client_secret: intent.client_secret ?? '' },
    });
    expect(browser.status).toBe(402);
    expect(browser.body).toContain('incorrect_number');
    expect(
      (await rawCall(rig, { path: path, key: secretKey, form: { ...card, return_url: 'https://a.test' } }))
        .body,
    ).toContain('generally unsafe');
  });
});

describe('3-D Secure', () => {
  async function challenge(card: string): Promise<{ id: string; url: string }> {
    const intent = await pay(rig, card);
    expect(intent).toMatchObject({ status: 'requires_action', amount_received: 0, latest_charge: null });
    const url: unknown = Object.values(intent.next_action?.use_stripe_sdk ?? {}).find(
      (value) => typeof value === 'string' && value.startsWith(rig.url),
    );
    return { id: intent.id, url: String(url) };
  }

  function answer(url: string, outcome: 'complete' | 'fail'): Promise<Response> {
    return fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }) });
  }

  it.each([
    { card: 'pm_card_threeDSecure2Required', outcome: 'complete', status: 'succeeded', code: undefined },
    {
      card: 'pm_card_authenticationRequiredOnSetup',
      outcome: 'complete',
      status: 'succeeded',
      code: undefined,
    },
    {
      card: 'pm_card_threeDSecure2Required',
      outcome: 'fail',
      status: 'requires_payment_method',
      code: 'payment_intent_authentication_failure',
    },
    {
      card: 'pm_card_threeDSecureRequiredChargeDeclined',
      outcome: 'complete',
      status: 'requires_payment_method',
      code: 'card_declined',
    },
  ] as const)('$card, $outcome: $status', async ({ card, outcome, status, code }) => {
    const { id, url } = await challenge(card);
    await answer(url, outcome);
    const intent = await rig.stripe.paymentIntents.retrieve(id);
    expect(intent.status).toBe(status);
    expect(intent.last_payment_error?.code).toBe(code);
  });

  it('a server-side confirm with a return URL is led back with the outcome', async () => {
    const intent = await rig.stripe.paymentIntents.create({
      ...sale,
      payment_method: 'pm_card_threeDSecure2Required',
      confirm: true,
      return_url: 'https://shop.test/done?x=1',
    });
    const back = await fetch(intent.next_action?.redirect_to_url?.url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'complete' }),
      redirect: 'manual',
    });
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(
      `https://shop.test/done?x=1&payment_intent=${intent.id}&payment_intent_client_secret=${intent.client_secret}&redirect_status=succeeded`,
    );
  });

  it('a challenge passed after the cancel takes no money', async () => {
    const { id, url } = await challenge('pm_card_threeDSecure2Required');
    await rig.stripe.paymentIntents.cancel(id);
    await answer(url, 'complete');
    expect(await rig.stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'canceled',
      latest_charge: null,
    });
  });
});
