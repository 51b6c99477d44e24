import { expect, test } from 'vitest';
import { effectOfSucceededPayment, orderStates } from './order';

test('money on a held order makes tickets, late money is tried, any other goes back', () => {
  const effects = Object.fromEntries(
    orderStates.map((state) => [state, effectOfSucceededPayment(state, 'pending')]),
  );
  expect(effects).toEqual({
    held: 'fulfill',
    expired: 'try_late_fulfillment',
    canceled: 'try_late_fulfillment',
    paid: 'refund',
    partially_refunded: 'refund',
    refunding: 'refund',
    refunded: 'refund',
    disputed: 'refund',
  });
});

test('a payment that was counted does nothing more, whatever the order is', () => {
  for (const state of orderStates) expect(effectOfSucceededPayment(state, 'succeeded')).toBe('nothing');
});

test('money on a payment that we had canceled or given up is money all the same', () => {
  expect(effectOfSucceededPayment('expired', 'canceled')).toBe('try_late_fulfillment');
  expect(effectOfSucceededPayment('paid', 'failed')).toBe('refund');
});
