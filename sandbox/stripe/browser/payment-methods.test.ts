import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../test-rig';
import { readMethods, resolveMethods, sortMethods, type Sale } from './payment-methods';

let rig: Rig;
beforeAll(async () => (rig = await startRig()));
afterAll(() => rig.close());

const every = ['card', 'konbini', 'paypay'];
const sales: [string, Sale, string[]][] = [
  ['no list', { amount: 3500, currency: 'jpy' }, every],
  ['below the minimum of konbini', { amount: 119, currency: 'jpy', allowed: every }, ['card', 'paypay']],
  ['at the minimum of konbini', { amount: 120, currency: 'jpy', allowed: every }, every],
  ['at the maximum of konbini', { amount: 300_000, currency: 'jpy' }, every],
  ['above the maximum of konbini', { amount: 300_001, currency: 'jpy' }, ['card', 'paypay']],
  ['at the maximum of PayPay', { amount: 1_000_000, currency: 'jpy' }, ['card', 'paypay']],
  ['above the maximum of PayPay', { amount: 1_000_001, currency: 'jpy' }, ['card']],
  ['another currency', { amount: 3500, currency: 'usd', allowed: every }, ['card']],
  [
    'a list with an unknown type',
    { amount: 3500, currency: 'jpy', allowed: ['klarna', 'paypay'] },
    ['paypay'],
  ],
  ['an exclusion', { amount: 3500, currency: 'jpy', excluded: ['konbini'] }, ['card', 'paypay']],
];

test.each(sales)('%s: what the element offers', (_name, sale, offered) => {
  expect(resolveMethods(sale)).toEqual(offered);
});

test.each(sales)('%s: what the API offers is the same', async (_name, sale, offered) => {
  const list = (name: string, types: readonly unknown[] | undefined) =>
    types === undefined ? {} : { [name]: types };
  const paymentIntent = await rig.stripe.paymentIntents.create({
    amount: sale.amount,
    currency: sale.currency,
    ...list('allowed_payment_method_types', sale.allowed),
    ...list('excluded_payment_method_types', sale.excluded),
  });
  expect([...paymentIntent.payment_method_types].sort()).toEqual(offered);
});

test('nothing is offered below 50 yen, or when the list and the amount leave nothing', () => {
  expect(resolveMethods({ amount: 49, currency: 'jpy' })).toEqual([]);
  expect(resolveMethods({ amount: 300_001, currency: 'jpy', allowed: ['konbini'] })).toEqual([]);
});

test('methods are sorted by the order that the page names, the rest after it', () => {
  expect(sortMethods(readMethods(['paypay', 'card', 'konbini']), ['paypay'])).toEqual([
    'paypay',
    'card',
    'konbini',
  ]);
  expect(sortMethods(['card', 'konbini'], undefined)).toEqual(['card', 'konbini']);
});
