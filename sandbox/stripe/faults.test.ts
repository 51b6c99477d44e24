import { afterEach, beforeEach, expect, it } from 'vitest';
import { control, refusal, sale, startRig, type Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

it.each([
  { kind: '429', error: { statusCode: 429, code: 'rate_limit' }, executed: 0 },
  { kind: '500', error: { statusCode: 500 }, executed: 0 },
  { kind: '500_after', error: { statusCode: 500 }, executed: 1 },
  { kind: 'reset', error: { type: 'StripeConnectionError' }, executed: 0 },
  { kind: 'html_200', error: { type: 'StripeAPIError' }, executed: 0 },
])('$kind reaches the SDK, executes $executed times and then is over', async ({ kind, error, executed }) => {
  // The SDK repeats a cut connection once even without retries, hence the count of 2.
  const count = kind === 'reset' ? 2 : 1;
  await control(rig, 'faults', { path: '^/v1/payment_intents$', method: 'POST', kind, count });
  expect(await refusal(rig.stripe.paymentIntents.create(sale))).toMatchObject(error);
  expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(executed);
  expect((await rig.stripe.paymentIntents.create(sale)).object).toBe('payment_intent');
});

it('a proxy’s JSON without `error` looks like a success to the SDK, with nothing in it', async () => {
  await control(rig, 'faults', { path: '/cancel$', kind: 'json_without_error_404' });
  const intent = await rig.stripe.paymentIntents.create(sale);
  expect((await rig.stripe.paymentIntents.cancel(intent.id)).id).toBeUndefined();
  expect((await rig.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
});
