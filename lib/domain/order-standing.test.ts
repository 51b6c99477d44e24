import { expect, it } from 'vitest';
import type { OrderState } from './order';
import { isOpenStanding, orderStanding, type StandingFacts } from './order-standing';

const now = new Date('2026-10-03T09:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const begun = {
  state: 'pending',
  paymentIntentId: 'pi_1',
  stripeStatus: null,
  failureCode: null,
  method: null,
  voucher: null,
} as const satisfies StandingFacts['payment'];
const voucherUntil = (at: Date) => ({ url: 'https://example.com', expiresAt: at.toISOString(), stores: [] });

const held = (payment: StandingFacts['payment'], holdUntil = minutes(5)) =>
  orderStanding({ state: 'held', holdUntil, payment }, now);

it.each([
  ['nothing begun', undefined, 'unpaid'],
  ['a press that made no PaymentIntent', { ...begun, state: 'failed', paymentIntentId: null }, 'unpaid'],
  ['a turn in line', { ...begun, paymentIntentId: null }, 'unpaid'],
  ['a voucher that was given up', { ...begun, state: 'canceled', method: 'konbini' }, 'unpaid'],
  ['never read from Stripe', begun, 'checking'],
  ['being processed', { ...begun, stripeStatus: 'processing' }, 'checking'],
  ['never confirmed', { ...begun, stripeStatus: 'requires_payment_method' }, 'unfinished'],
  ['left on the page of PayPay', { ...begun, stripeStatus: 'requires_action' }, 'unfinished'],
  [
    'declined before, now on the page of PayPay',
    { ...begun, stripeStatus: 'requires_action', failureCode: 'card_declined' },
    'unfinished',
  ],
  [
    'declined',
    { ...begun, stripeStatus: 'requires_payment_method', failureCode: 'card_declined' },
    'declined',
  ],
  [
    'an open voucher',
    { ...begun, stripeStatus: 'requires_action', method: 'konbini', voucher: voucherUntil(minutes(1)) },
    'voucher',
  ],
  [
    'a voucher past its end, while its money may be on the way',
    { ...begun, stripeStatus: 'requires_action', method: 'konbini', voucher: voucherUntil(now) },
    'voucher_expired',
  ],
  [
    'a voucher that Stripe has closed',
    {
      ...begun,
      stripeStatus: 'requires_payment_method',
      failureCode: 'payment_intent_payment_attempt_expired',
    },
    'voucher_expired',
  ],
] as const)('a held order with %s is %s', (_name, payment, standing) => {
  expect(held(payment === undefined ? undefined : { ...begun, ...payment })).toBe(standing);
});

it('a hold that is over is told as such, unless money may still be on the way', () => {
  const declined = { ...begun, stripeStatus: 'requires_payment_method', failureCode: 'card_declined' };
  expect(held(undefined, now)).toBe('not_charged');
  expect(held(declined, now)).toBe('not_charged');
  expect(held({ ...begun, stripeStatus: 'processing' }, now)).toBe('checking');
});

it.each([
  ['canceled', 'too_many_attempts', null, 'too_many_attempts'],
  ['expired', null, 'konbini', 'voucher_expired'],
  ['expired', 'payment_intent_payment_attempt_expired', null, 'voucher_expired'],
  ['canceled', null, 'konbini', 'not_charged'],
  ['expired', 'card_declined', null, 'not_charged'],
  ['paid', null, 'card', 'paid'],
  ['partially_refunded', null, 'card', 'partially_refunded'],
  ['refunding', null, 'card', 'refund_coming'],
  ['refunded', null, 'card', 'refunded'],
  ['disputed', null, 'card', 'disputed'],
] as const)('%s with %s after %s is %s', (state, failureCode, method, standing) => {
  const payment = { ...begun, state: 'canceled' as const, failureCode, method };
  expect(orderStanding({ state: state satisfies OrderState, holdUntil: now, payment }, now)).toBe(standing);
});

it('an order is open until it is paid or lost', () => {
  expect(isOpenStanding(held(undefined))).toBe(true);
  expect(isOpenStanding('too_many_attempts')).toBe(false);
  expect(isOpenStanding('paid')).toBe(false);
});
