import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusal } from '../test-rig';
import type { ContractTarget } from './contract-target';
import { begin, cardSale, confirmWith, payWith } from './test-contract-sale';

const unexpectedState = { statusCode: 400, code: 'payment_intent_unexpected_state' };

/** One PaymentIntent, made once, and paid, declined, challenged or canceled. */
export function paymentCases(target: ContractTarget): void {
  const { paymentIntents } = target.stripe;

  describe('a PaymentIntent', () => {
    it('offers the allowed methods and keeps what it was given', async () => {
      const metadata = { order_id: `ord_${randomUUID()}` };
      const intent = await paymentIntents.create({ ...cardSale, metadata, description: 'ORD-1' });
      expect(intent).toMatchObject({
        ...{ object: 'payment_intent', livemode: false, status: 'requires_payment_method' },
        ...{ amount: 3500, currency: 'jpy', amount_received: 0, latest_charge: null },
        ...{ metadata, description: 'ORD-1' },
        ...{ allowed_payment_method_types: ['card'], payment_method_types: ['card'] },
      });
      expect(intent.client_secret?.startsWith(`${intent.id}_secret_`)).toBe(true);
    });

    it('is the same one for the same idempotency key, and none for other parameters', async () => {
      const options = { idempotencyKey: `pi:${randomUUID()}:1` };
      const first = await paymentIntents.create(cardSale, options);
      const replay = await paymentIntents.create(cardSale, options);
      expect(replay.id).toBe(first.id);
      expect(replay.lastResponse.headers['idempotent-replayed']).toBe('true');
      const other = await refusal(paymentIntents.create({ ...cardSale, amount: 3600 }, options));
      expect(other).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
    });
  });

  describe('a card', () => {
    it('is charged in full, and the charge can be read with the payment', async () => {
      const { id } = await payWith(target, 'pm_card_visa');
      const intent = await paymentIntents.retrieve(id, { expand: ['latest_charge'] });
      expect(intent).toMatchObject({ status: 'succeeded', amount_received: 3500 });
      expect(intent.latest_charge).toMatchObject({
        ...{ object: 'charge', payment_intent: id, paid: true, status: 'succeeded' },
        ...{ amount: 3500, amount_refunded: 0, refunded: false, disputed: false },
        payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
      });
    });

    it.each([
      ['pm_card_visa_chargeDeclined', 'generic_decline'],
      ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ])('%s is 402 %s, with the PaymentIntent, which another card can pay', async (card, declineCode) => {
      const { id } = await begin(target);
      const error = await refusal(confirmWith(target, id, card));
      expect(error).toMatchObject({ statusCode: 402, type: 'StripeCardError', code: 'card_declined' });
      expect(error.decline_code).toBe(declineCode);
      const expected = {
        id,
        status: 'requires_payment_method',
        last_payment_error: { decline_code: declineCode },
      };
      expect(error.payment_intent).toMatchObject(expected);
      expect(await paymentIntents.retrieve(id)).toMatchObject(expected);
      expect((await confirmWith(target, id, 'pm_card_visa')).status).toBe('succeeded');
    });

    it('that asks for 3-D Secure takes no money before it, and none after a cancel', async () => {
      const intent = await payWith(target, 'pm_card_threeDSecure2Required');
      expect(intent).toMatchObject({ status: 'requires_action', amount_received: 0 });
      expect(['redirect_to_url', 'use_stripe_sdk']).toContain(intent.next_action?.type);
      expect((await paymentIntents.cancel(intent.id)).status).toBe('canceled');
    });
  });

  describe('after its end a PaymentIntent refuses and shows itself', () => {
    it('canceled: a confirm and a second cancel', async () => {
      const { id } = await begin(target);
      const canceled = { id, status: 'canceled' };
      expect(await paymentIntents.cancel(id)).toMatchObject(canceled);
      for (const act of [confirmWith(target, id, 'pm_card_visa'), paymentIntents.cancel(id)]) {
        const error = await refusal(act);
        expect(error).toMatchObject(unexpectedState);
        expect(error.payment_intent).toMatchObject(canceled);
      }
    });

    it('succeeded: a cancel and a second confirm', async () => {
      const { id } = await payWith(target, 'pm_card_visa');
      for (const act of [paymentIntents.cancel(id), confirmWith(target, id, 'pm_card_visa')]) {
        const error = await refusal(act);
        expect(error).toMatchObject(unexpectedState);
        expect(error.payment_intent).toMatchObject({ id, status: 'succeeded' });
      }
    });
  });
}
