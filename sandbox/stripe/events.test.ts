import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pay, refusal, type Rig, startRig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

describe('events', () => {
  it('are listed newest first, by type, time and cursor, and keep their snapshot', async () => {
    const intent = await pay(rig, 'pm_card_visa');
    const all = await rig.stripe.events.list();
    expect(all.data.map((event) => event.type)).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
    const oldest = all.data[2];
    expect(oldest?.data.object).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    const page = await rig.stripe.events.list({ starting_after: all.data[0]?.id ?? '', limit: 1 });
    expect(page).toMatchObject({ has_more: true, data: [{ type: 'charge.succeeded' }] });
    const created = { gte: intent.created + 60 };
    expect((await rig.stripe.events.list({ created })).data).toEqual([]);
    expect((await rig.stripe.events.list({ types: ['charge.succeeded'] })).data).toHaveLength(1);
    expect(await refusal(rig.stripe.events.list({ starting_after: 'evt_none' }))).toMatchObject({
      statusCode: 400,
    });
  });
});
