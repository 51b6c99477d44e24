import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, control, noRedirect, refusal, type Rig, sale, startRig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

describe('idempotency', () => {
  it('replays one outcome, a decline included, and refuses other parameters', async () => {
    const params = { ...sale, ...noRedirect, confirm: true, payment_method: 'pm_card_chargeDeclined' };
    const first = await refusal(rig.stripe.paymentIntents.create(params, { idempotencyKey: 'k1' }));
    const again = await refusal(rig.stripe.paymentIntents.create(params, { idempotencyKey: 'k1' }));
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect(again.payment_intent?.id).toBe(first.payment_intent?.id);
    expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(1);
    const other = await refusal(rig.stripe.paymentIntents.create(sale, { idempotencyKey: 'k1' }));
    expect(other).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
  });

  it('leaves the key free when validation failed before execution', async () => {
    await refusal(rig.stripe.paymentIntents.create({ ...sale, amount: 1 }, { idempotencyKey: 'k2' }));
    expect((await rig.stripe.paymentIntents.create(sale, { idempotencyKey: 'k2' })).status).toBe(
      'requires_payment_method',
    );
  });

  it('409 while the first request is in flight', async () => {
    await control(rig, 'faults', { path: '^/v1/customers$', kind: 'slow', ms: 3000 });
    const first = rig.stripe.customers.create({ name: 'a' }, { idempotencyKey: 'k3' });
    await expect
      .poll(async () => (await (await fetch(`${rig.url}/_sandbox/faults`)).text()).includes('"count": 0'))
      .toBe(true);
    expect(await refusal(rig.stripe.customers.create({ name: 'a' }, { idempotencyKey: 'k3' }))).toMatchObject(
      {
        statusCode: 409,
        code: 'idempotency_key_in_use',
      },
    );
    expect((await first).object).toBe('customer');
  });

  it('a stored 500 is replayed although the work was done', async () => {
    await control(rig, 'faults', { path: 'payment_intents$', kind: '500_after' });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await refusal(rig.stripe.paymentIntents.create(sale, { idempotencyKey: 'k4' }));
      expect(error.statusCode).toBe(500);
    }
    expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('a lost reply is recovered by the retry with the same key', async () => {
    await control(rig, 'faults', { path: 'payment_intents$', kind: 'lost_reply' });
    await connect(rig.url, 1).paymentIntents.create(sale, { idempotencyKey: 'k5' });
    expect((await rig.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('a key is forgotten after a day, and not sooner', async () => {
    const create = () => rig.stripe.customers.create({ name: 'a' }, { idempotencyKey: 'k6' });
    const first = await create();
    await control(rig, 'clock', { advanceSeconds: 86_000 });
    expect((await create()).id).toBe(first.id);
    await control(rig, 'clock', { advanceSeconds: 500 });
    expect((await create()).id).not.toBe(first.id);
  });
});
