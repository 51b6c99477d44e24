import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control, pay, refusal, type Rig, startRig } from './test-rig';

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

  it('a cursor may name an event that the filter leaves out, and `ending_before` gives the next newer ones', async () => {
    const first = await pay(rig, 'pm_card_visa');
    const { data: earlier } = await rig.stripe.events.list();
    await pay(rig, 'pm_card_visa');
    const type = 'payment_intent.succeeded';
    const cursor = earlier[1]?.id ?? '';
    const newer = await rig.stripe.events.list({ type, ending_before: cursor });
    expect(newer.data).toHaveLength(2);
    const next = await rig.stripe.events.list({ type, ending_before: cursor, limit: 1 });
    expect(next).toMatchObject({ has_more: true, data: [{ data: { object: { id: first.id } } }] });
    expect((await rig.stripe.events.list({ type, starting_after: cursor })).data).toEqual([]);
    const both = rig.stripe.events.list({ starting_after: cursor, ending_before: cursor });
    expect(await refusal(both)).toMatchObject({ statusCode: 400 });
  });

  it('are found by `created` across clock jumps and gone after 30 days', async () => {
    await rig.stripe.customers.create({ name: 'old' });
    await control(rig, 'clock', { advanceSeconds: 3600 });
    const { created } = await rig.stripe.customers.create({ name: 'new' });
    const since = await rig.stripe.events.list({ created: { gte: created } });
    expect(since.data).toMatchObject([{ created, data: { object: { name: 'new' } } }]);
    expect((await rig.stripe.events.list({ created: { lt: created } })).data).toHaveLength(1);
    await control(rig, 'clock', { advanceSeconds: 30 * 86_400 - 60 });
    expect((await rig.stripe.events.list()).data.map((event) => event.id)).toEqual([since.data[0]?.id]);
  });
});
