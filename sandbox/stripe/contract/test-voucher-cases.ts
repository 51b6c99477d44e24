import { expect, it } from 'vitest';
import { refusal } from '../test-rig';
import type { ContractTarget } from './contract-target';
import { cardSale, returnUrl } from './test-contract-sale';

const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const minute = 60;
const day = 86_400;

/** Vouchers that are paid at a convenience store. */
export function konbiniCases({ stripe: { paymentIntents } }: ContractTarget): void {
  const begin = (expiresAt: number) =>
    paymentIntents.create({
      ...cardSale,
      allowed_payment_method_types: ['card', 'konbini'],
      payment_method_options: { konbini: { expires_at: expiresAt } },
    });

  it('a voucher runs out at the second it was given, and can be canceled', async () => {
    const expiresAt = secondsFromNow(2 * day);
    const { id } = await begin(expiresAt);
    const intent = await paymentIntents.confirm(id, {
      payment_method_data: {
        type: 'konbini',
        billing_details: { name: '山田 花子', email: 'hanako@example.com' },
      },
      return_url: returnUrl,
    });
    expect(intent).toMatchObject({ status: 'requires_action', amount_received: 0 });
    expect(intent.next_action).toMatchObject({
      type: 'konbini_display_details',
      konbini_display_details: { expires_at: expiresAt },
    });
    const details = intent.next_action?.konbini_display_details;
    expect(URL.canParse(details?.hosted_voucher_url ?? '')).toBe(true);
    expect(Object.keys(details?.stores ?? {}).sort()).toEqual([
      'familymart',
      'lawson',
      'ministop',
      'seicomart',
    ]);
    for (const codes of Object.values(details?.stores ?? {})) {
      expect(codes).toMatchObject({ payment_code: expect.any(String) });
    }
    expect((await paymentIntents.cancel(id)).status).toBe('canceled');
  });

  it.each([
    ['29 minutes', 29 * minute],
    ['minus a minute', -minute],
    ['61 days', 61 * day],
  ])('a deadline %s ahead is refused', async (_case, seconds) => {
    expect(await refusal(begin(secondsFromNow(seconds)))).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
    });
  });

  it('an amount under 120 yen is offered without konbini', async () => {
    const intent = await paymentIntents.create({
      ...cardSale,
      amount: 119,
      allowed_payment_method_types: ['card', 'konbini'],
    });
    expect(intent.payment_method_types).toEqual(['card']);
  });
}

/** The visit to PayPay. */
export function paypayCases({ stripe: { paymentIntents } }: ContractTarget): void {
  it('PayPay leads the buyer to its page, and a cancel ends the visit', async () => {
    const { id } = await paymentIntents.create({
      ...cardSale,
      allowed_payment_method_types: ['card', 'paypay'],
    });
    const intent = await paymentIntents.confirm(id, {
      payment_method_data: { type: 'paypay' },
      return_url: returnUrl,
    });
    expect(intent).toMatchObject({
      status: 'requires_action',
      amount_received: 0,
      next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl } },
    });
    expect((await paymentIntents.cancel(id)).status).toBe('canceled');
  });
}
