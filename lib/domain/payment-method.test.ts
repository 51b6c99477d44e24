import { expect, test } from 'vitest';
import { methodsFor, voucherDeadline } from './payment-method';

const all = ['card', 'konbini', 'paypay'] as const;

test.each([
  ['a free order', 0, 'JPY', []],
  ['too little for konbini', 119, 'JPY', ['card', 'paypay']],
  ['too little for PayPay too', 49, 'JPY', ['card']],
  ['the konbini limit itself', 300_000, 'JPY', ['card', 'konbini', 'paypay']],
  ['too much for konbini', 300_001, 'JPY', ['card', 'paypay']],
  ['too much for PayPay', 1_000_001, 'JPY', ['card']],
  ['another currency', 5000, 'USD', ['card']],
])('methods of %s', (_case, totalMinor, currency, expected) => {
  expect(methodsFor({ paymentMethods: all, totalMinor, currency })).toEqual(expected);
});

const now = new Date('2026-10-01T00:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const facts = { now, saleEndsAt: hours(500), firstDoorsAt: hours(400), capacity: 10, waiting: 0 };

test.each([
  ['three days, when the show is far', {}, hours(72)],
  ['three hours before the doors', { firstDoorsAt: hours(20) }, hours(17)],
  ['the end of the sale', { saleEndsAt: hours(10) }, hours(10)],
  ['not offered when there is no time to go to a shop', { firstDoorsAt: hours(5) }, undefined],
  ['not offered after the doors', { firstDoorsAt: hours(-1) }, undefined],
  ['offered up to three tenths of the seats', { waiting: 2 }, hours(72)],
  ['not offered beyond them', { waiting: 3 }, undefined],
])('a voucher’s deadline: %s', (_case, change, expected) => {
  expect(voucherDeadline({ ...facts, ...change })).toEqual(expected);
});
