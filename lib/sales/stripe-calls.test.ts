import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { applyPromoCode } from '@/lib/sales/apply-promo-code';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { expireHolds } from '@/lib/sales/expire-holds';
import { leaveVoucher } from '@/lib/sales/leave-voucher';
import { payOrder } from '@/lib/sales/pay-order';
import { reconcile } from '@/lib/sales/reconcile';
import { syncOrder } from '@/lib/sales/sync-order';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, stripeAtTwin } from '@/lib/sales/test-buyer';
import { controlTwin, startSale, type TestSale } from '@/lib/sales/test-order';
import { writePromoCode } from '@/lib/sales/test-promo';

/** The twin's time, because it refuses a voucher whose deadline is past. */
const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const returnUrl = 'http://localhost:3000/orders';
const konbini = {
  type: 'konbini',
  billing_details: { name: '山田 花子', email: 'hanako@example.jp' },
} as const;
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const hold = (price = 2500): Promise<TestSale> => startSale(testDb.db, { now, prices: [price] });
const press = ({ viewer, orderId }: TestSale): Promise<string> =>
  beginPayment(testDb.db, viewer, { orderId, now });
const look = ({ viewer, orderId }: TestSale) => syncOrder(testDb.db, viewer, { orderId, now });

/** What Stripe.js does: with the publishable key, so that it is no write of ours. */
async function confirmInBrowser(
  intent: string,
  params: Stripe.PaymentIntentConfirmParams,
): Promise<Stripe.PaymentIntent> {
  const { client_secret: secret } = await stripeAtTwin().paymentIntents.retrieve(intent);
  const { hostname: host, port } = new URL(inject('stripeUrl'));
  const key = inject('sandboxKeys').STRIPE_PUBLISHABLE_KEY;
  const browser = new Stripe(key, { host, port, protocol: 'http', telemetry: false });
  const confirm = { ...params, client_secret: secret ?? '', return_url: returnUrl };
  return browser.paymentIntents.confirm(intent, confirm);
}

const bookSchema = z.object({
  calls: z.array(z.object({ method: z.string(), path: z.string(), key: z.string(), executed: z.boolean() })),
});

/** Our POSTs for an order, in their order: `create`, `cancel`, and `create in vain` for one without effect. */
async function writes({ orderId }: TestSale): Promise<readonly string[]> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/calls?metadata_order=${orderId}`);
  const { calls } = bookSchema.parse(await response.json());
  return calls
    .filter(({ method, key }) => method === 'POST' && key === 'secret')
    .map(({ path, executed }) => {
      const act = path === '/v1/payment_intents' ? 'create' : path.replace(/^.*\//, '');
      return executed ? act : `${act} in vain`;
    });
}

describe('one write at Stripe', () => {
  test('for a sale by card, however often it is looked at afterwards', async () => {
    const sale = await hold();
    const intent = await press(sale);
    await confirmInBrowser(intent, { payment_method: 'pm_card_visa' });
    expect(await look(sale)).toBe('paid');
    await syncPayment(testDb.db, intent, { now });
    await reconcile(testDb.db, later(1));
    await expireHolds(testDb.db, later(60));
    expect(await writes(sale)).toEqual(['create']);
  });

  test('when the first card is declined and another pays the same PaymentIntent', async () => {
    const sale = await hold();
    const intent = await press(sale);
    const declined = confirmInBrowser(intent, { payment_method: 'pm_card_visa_chargeDeclined' });
    await expect(declined).rejects.toMatchObject({ code: 'card_declined' });
    expect(await look(sale)).toBe('held');
    expect(await press(sale)).toBe(intent);
    await confirmInBrowser(intent, { payment_method: 'pm_card_jcb' });
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create']);
  });

  test('for konbini, from the voucher to the ticket', async () => {
    const sale = await hold();
    const intent = await press(sale);
    await confirmInBrowser(intent, { payment_method_data: konbini });
    expect(await look(sale)).toBe('held');
    await controlTwin('payments', { payment_intent: intent, act: 'pay_voucher' });
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create']);
  });

  test('for PayPay', async () => {
    const sale = await hold();
    const visit = await confirmInBrowser(await press(sale), { payment_method_data: { type: 'paypay' } });
    const accept = {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'accept' }),
      redirect: 'manual',
    } as const;
    await fetch(visit.next_action?.redirect_to_url?.url ?? '', accept);
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create']);
  });

  test('for a button pressed twice', async () => {
    const sale = await hold();
    expect(await press(sale)).toBe(await press(sale));
    expect(await writes(sale)).toEqual(['create']);
  });

  test('that takes effect, for a button pressed twice at once', async () => {
    const sale = await hold();
    // Over well before the SDK's one retry of a 409, which comes after half a second.
    const slow = { path: '/v1/payment_intents$', method: 'POST', kind: 'slow', ms: 100 };
    await controlTwin('faults', { ...slow, bodyIncludes: sale.orderId });
    const [first, second] = await Promise.all([press(sale), press(sale)]);
    expect(second).toBe(first);
    expect((await writes(sale)).filter((write) => write !== 'create in vain')).toEqual(['create']);
  });

  test('when the promo code comes before the button', async () => {
    const sale = await hold();
    await usePromoCode(sale, 500);
    await press(sale);
    expect(await writes(sale)).toEqual(['create']);
  });
});

describe('no write at Stripe', () => {
  test('for a hold that runs out or is let go before the button', async () => {
    const [runsOut, letGo] = [await hold(), await hold()];
    await cancelHold(testDb.db, letGo.viewer, { orderId: letGo.orderId, now });
    await expireHolds(testDb.db, later(60));
    expect(await look(runsOut)).toBe('expired');
    expect([await writes(runsOut), await writes(letGo)]).toEqual([[], []]);
  });

  test('for a free order', async () => {
    const sale = await hold(0);
    const result = await payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(result).toEqual({ ok: true, step: { next: 'settled' } });
    expect(await writes(sale)).toEqual([]);
  });
});

describe('a PaymentIntent that was made and must not be paid is canceled, one write more,', () => {
  test('when its hold runs out or is let go', async () => {
    const [runsOut, letGo] = [await hold(), await hold()];
    for (const sale of [runsOut, letGo]) await press(sale);
    await cancelHold(testDb.db, letGo.viewer, { orderId: letGo.orderId, now });
    await expireHolds(testDb.db, later(60));
    expect(await look(runsOut)).toBe('expired');
    expect([await writes(runsOut), await writes(letGo)]).toEqual([
      ['create', 'cancel'],
      ['create', 'cancel'],
    ]);
  });

  test('and replaced, a third, when a promo code changes the total: the old one must be unpayable first', async () => {
    const sale = await hold();
    await press(sale);
    await usePromoCode(sale, 500);
    await confirmInBrowser(await press(sale), { payment_method: 'pm_card_visa' });
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create', 'cancel', 'create']);
  });

  test('and not replaced when the promo code leaves nothing to pay', async () => {
    const sale = await hold();
    await press(sale);
    await usePromoCode(sale, 2500);
    await payOrder(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create', 'cancel']);
  });

  test('and replaced when the buyer leaves a voucher for a card', async () => {
    const sale = await hold();
    const intent = await press(sale);
    await confirmInBrowser(intent, { payment_method_data: konbini });
    await look(sale);
    await leaveVoucher(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await confirmInBrowser(await press(sale), { payment_method: 'pm_card_visa' });
    expect(await look(sale)).toBe('paid');
    expect(await writes(sale)).toEqual(['create', 'cancel', 'create']);
  });
});

async function usePromoCode({ event, ticketTypeIds, viewer, orderId }: TestSale, amountMinor: number) {
  const [type = ''] = ticketTypeIds;
  const promo = await writePromoCode(
    { db: testDb.db, now, event, ticketTypeIds: [type, type] },
    { amountMinor },
  );
  expect(await applyPromoCode(testDb.db, viewer, { orderId, code: promo.code, now })).toEqual({ ok: true });
}
