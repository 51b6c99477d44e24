import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { refusal } from '../test-rig';
import { eventually, type ContractTarget } from './contract-target';
import { begin, cardSale, payWith } from './test-contract-sale';

/** Events, keys and requests that Stripe refuses for their shape. */
export function apiCases(target: ContractTarget): void {
  const { stripe } = target;

  it('events are listed by type and time, newest first, page by page', async () => {
    const paid = [await payWith(target, 'pm_card_visa'), await payWith(target, 'pm_card_jcb')];
    const ids = paid.map(({ id }) => id);
    const since = Math.min(...paid.map(({ created }) => created));
    const types = ['charge.succeeded', 'payment_intent.succeeded'];
    const list = (more: Stripe.EventListParams) =>
      stripe.events.list({ types, created: { gte: since }, ...more });
    const { data, has_more: hasMore } = await eventually(
      () => list({ limit: 100 }),
      (page) => ids.every((id) => page.data.some(({ data: { object } }) => Reflect.get(object, 'id') === id)),
    );
    const succeeded = data.filter(({ type }) => type === 'payment_intent.succeeded');
    expect(succeeded.map(({ data: { object } }) => object)).toEqual(
      expect.arrayContaining(ids.map((id) => expect.objectContaining({ id, status: 'succeeded' }))),
    );
    expect([...new Set(data.map(({ type }) => type))].sort()).toEqual(types);
    const times = data.map(({ created }) => created);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times.every((time) => time >= since)).toBe(true);
    expect((await list({ created: { gte: since + 86_400 } })).data).toEqual([]);
    expect(await list({ limit: 1 })).toMatchObject({ has_more: true, data: [{ object: 'event' }] });
    const last = await list({ limit: 1, starting_after: data.at(-2)?.id ?? '' });
    expect(last).toMatchObject({ has_more: hasMore, data: [{ id: data.at(-1)?.id }] });
  });

  describe('refused for its shape:', () => {
    it('payment_method_types, which this version dropped', async () => {
      const dropped = { amount: 3500, currency: 'jpy', payment_method_types: ['card'] };
      const error = await refusal(stripe.rawRequest('POST', '/v1/payment_intents', dropped));
      expect(error).toMatchObject({ statusCode: 400, code: 'payment_method_types_no_longer_supported' });
    });

    it('a parameter nobody knows', async () => {
      const misspelled = { ...cardSale, colour: 'red' };
      const error = await refusal(stripe.rawRequest('POST', '/v1/payment_intents', misspelled));
      expect(error).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'colour' });
    });

    it('an amount below the minimum', async () => {
      const error = await refusal(stripe.paymentIntents.create({ ...cardSale, amount: 49 }));
      expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_small' });
    });

    it('an id nobody knows', async () => {
      const missing = { statusCode: 404, code: 'resource_missing' };
      const id = `pi_${randomUUID().replaceAll('-', '')}`;
      expect(await refusal(stripe.paymentIntents.retrieve(id))).toMatchObject({
        ...missing,
        param: 'intent',
      });
      expect(await refusal(stripe.paymentIntents.cancel(id))).toMatchObject(missing);
    });

    it('a key nobody knows', async () => {
      const stranger = target.connect(`sk_test_${randomUUID().replaceAll('-', '')}`);
      const error = await refusal(stranger.paymentIntents.create(cardSale));
      expect(error).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' });
    });
  });

  it('a publishable key reads a PaymentIntent by its client secret, without our data, and not otherwise', async () => {
    const browser = target.connect(target.publishableKey);
    const intent = await stripe.paymentIntents.create({ ...cardSale, metadata: { order_id: 'ord_1' } });
    const secret = { client_secret: intent.client_secret ?? '' };
    const seen = await browser.paymentIntents.retrieve(intent.id, secret);
    expect(seen).toMatchObject({ id: intent.id, status: 'requires_payment_method', amount: 3500 });
    expect(JSON.stringify(seen)).not.toContain('ord_1');
    const other = await begin(target);
    for (const tried of [
      browser.paymentIntents.retrieve(intent.id),
      browser.paymentIntents.retrieve(other.id, secret),
      browser.paymentIntents.cancel(intent.id),
      browser.refunds.list({ payment_intent: intent.id }),
    ]) {
      expect([400, 401, 403, 404]).toContain((await refusal(tried)).statusCode);
    }
  });
}
