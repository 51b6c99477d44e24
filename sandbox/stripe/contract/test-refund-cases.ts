import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusal } from '../test-rig';
import { eventually, type ContractTarget } from './contract-target';
import { payWith } from './test-contract-sale';

/** Money that goes back: by the seller, or by the cardholder's bank. */
export function refundCases(target: ContractTarget): void {
  const { charges, disputes, refunds } = target.stripe;

  describe('a refund', () => {
    it('in parts is listed with its metadata, counted on the charge, and over when all is back', async () => {
      const { id, latest_charge: charge } = await payWith(target, 'pm_card_visa');
      const part = { payment_intent: id, amount: 1000, metadata: { refund_id: 'ref_1' } };
      const options = { idempotencyKey: `refund:${randomUUID()}` };
      const first = await refunds.create(part, options);
      expect(first).toMatchObject({
        object: 'refund',
        amount: 1000,
        status: 'succeeded',
        payment_intent: id,
      });
      expect((await refunds.create(part, options)).id).toBe(first.id);
      expect(await charges.retrieve(String(charge))).toMatchObject({
        amount_refunded: 1000,
        refunded: false,
      });
      const rest = await refunds.create({ payment_intent: id });
      expect(rest.amount).toBe(2500);
      expect(await charges.retrieve(String(charge))).toMatchObject({ amount_refunded: 3500, refunded: true });
      const listed = await refunds.list({ payment_intent: id, limit: 100 });
      expect(listed.data.map((refund) => [refund.id, refund.amount, refund.metadata])).toEqual([
        [rest.id, 2500, {}],
        [first.id, 1000, { refund_id: 'ref_1' }],
      ]);
      const again = await refusal(refunds.create({ payment_intent: id }));
      expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    });

    it('of more than is left is 400 without a code', async () => {
      const { id } = await payWith(target, 'pm_card_visa');
      await refunds.create({ payment_intent: id, amount: 3000 });
      const error = await refusal(refunds.create({ payment_intent: id, amount: 501 }));
      expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
      expect(error.code).toBeUndefined();
    });
  });

  it('a dispute is listed by its payment and forbids the refund', async () => {
    const { id, latest_charge: charge } = await payWith(target, 'pm_card_createDispute');
    const list = () => disputes.list({ payment_intent: id, limit: 100 });
    const { data } = await eventually(list, (page) => page.data.length > 0);
    expect(data).toMatchObject([
      {
        object: 'dispute',
        charge,
        payment_intent: id,
        amount: 3500,
        reason: 'fraudulent',
        status: 'needs_response',
      },
    ]);
    const error = await refusal(refunds.create({ payment_intent: id }));
    expect(error).toMatchObject({ statusCode: 400, code: 'charge_disputed' });
  });
}
