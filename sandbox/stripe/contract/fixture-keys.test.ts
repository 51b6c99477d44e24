import Stripe from 'stripe';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { publishableKey, rawCall, sale } from '../test-rig';
import { allowedDifferences } from './allowed-differences';
import { compareKeys } from './compare-keys';
import { keyRecord } from './key-record';
import { lives, startWatchedRig, type WatchedRig } from './test-lives';

const answers: Record<string, unknown[]> = {};

beforeAll(async () => {
  for (const [name, live] of Object.entries(lives)) {
    answers[name] = await watch(live);
  }
});

/** All that a fresh twin answers in one life. */
async function watch(live: (rig: WatchedRig) => Promise<void>): Promise<unknown[]> {
  const rig = await startWatchedRig();
  try {
    await live(rig);
    return rig.answers;
  } finally {
    await rig.close();
  }
}

describe('the objects that the twin answers have Stripe’s keys', () => {
  it.each(Object.keys(lives))('%s', (life) => {
    const differences = compareKeys(keyRecord, answers[life]);
    expect(differences.filter((difference) => !(difference in allowedDifferences))).toEqual([]);
  });

  it('and no other difference is allowed than those that there are', () => {
    const differences = compareKeys(keyRecord, Object.values(answers));
    expect(differences).toEqual(expect.arrayContaining(Object.keys(allowedDifferences)));
  });

  it('and a browser gets no key of the twin’s own', async () => {
    const [seen] = await watch(async (rig) => {
      const { id, client_secret: secret } = await rig.stripe.paymentIntents.create(sale);
      const path = `/v1/payment_intents/${id}?client_secret=${secret}`;
      const { body } = await rawCall(rig, { path, key: publishableKey });
      rig.answers.splice(0, 1, JSON.parse(body));
    });
    expect(seen).toMatchObject({ object: 'payment_intent' });
    const differences = compareKeys(keyRecord, seen);
    expect(differences.filter((difference) => !difference.startsWith('missing'))).toEqual([]);
  });
});

const eventList = z.object({
  url: z.literal('/v1/events'),
  data: z.array(z.object({ type: z.string(), data: z.object({ object: z.object({ object: z.string() }) }) })),
});

it('every kind of event carries the object that its name says', () => {
  const lists = Object.values(answers).flatMap((life) => eventList.parse(life.at(-1)).data);
  const carried = new Set(lists.map(({ type, data }) => `${type} ${data.object.object}`));
  expect([...carried].sort()).toEqual([
    'charge.dispute.closed dispute',
    'charge.dispute.created dispute',
    'charge.dispute.funds_reinstated dispute',
    'charge.dispute.funds_withdrawn dispute',
    'charge.failed charge',
    'charge.refund.updated refund',
    'charge.refunded charge',
    'charge.succeeded charge',
    'customer.created customer',
    'payment_intent.canceled payment_intent',
    'payment_intent.created payment_intent',
    'payment_intent.payment_failed payment_intent',
    'payment_intent.requires_action payment_intent',
    'payment_intent.succeeded payment_intent',
    'radar.early_fraud_warning.created radar.early_fraud_warning',
    'radar.early_fraud_warning.updated radar.early_fraud_warning',
    'refund.created refund',
    'refund.failed refund',
    'refund.updated refund',
  ]);
});

describe('the record', () => {
  it('is of the installed SDK', () => {
    expect(keyRecord.types.source).toBe(`stripe@${Stripe.PACKAGE_VERSION}`);
  });

  it('has no fixture key that the SDK does not declare', () => {
    const undeclared = Object.entries(keyRecord.fixtures.keys).flatMap(([path, keys]) => {
      const { required = [], optional = [] } = keyRecord.types.shapes[path] ?? {};
      return keys.filter((key) => ![...required, ...optional].includes(key)).map((key) => `${path}.${key}`);
    });
    expect(undeclared).toEqual([]);
  });

  it('finds a key too many or too few, a wrong text and a nameless object, however deep', () => {
    const intent = { object: 'payment_intent', status: 'payed', colour: 'red', processing: { card: {} } };
    const event = { object: 'event', data: { object: intent, previous_attributes: { any: { thing: 1 } } } };
    const found = compareKeys(keyRecord, { object: 'list', data: [event], total: 1 });
    expect(found).toEqual(
      expect.arrayContaining([
        'missing event.id',
        'missing payment_intent.amount',
        'unknown list.total',
        'unknown payment_intent.colour',
        'unrecorded payment_intent.processing',
        'value payment_intent.status=payed',
      ]),
    );
    expect(found.filter((difference) => difference.includes('previous'))).toEqual([]);
  });
});
