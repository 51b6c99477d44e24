import { expect, test } from 'vitest';
import { findMismatch } from './sale-mismatch';

const options = { amount: 3500, currency: 'jpy', allowedPaymentMethodTypes: ['konbini', 'card'] };
const paymentIntent = { amount: 3500, currency: 'jpy', payment_method_types: ['konbini', 'card'] };

test('a PaymentIntent of the same sale passes, whatever the order of the methods', () => {
  expect(findMismatch(options, paymentIntent)).toBeUndefined();
});

test.each([
  ['amount', { amount: 3000 }, 'The provided amount (3000) does not match the expected amount (3500).'],
  [
    'currency',
    { currency: 'usd' },
    'The provided currency (usd) does not match the expected currency (jpy).',
  ],
  [
    'methods',
    { payment_method_types: ['card'] },
    'The provided payment_method_types (["card"]) does not match the expected payment_method_types (["card", "konbini"]).',
  ],
])('another sale is refused: %s', (_name, changes, message) => {
  const error = findMismatch(options, { ...paymentIntent, ...changes });
  expect(error?.type).toBe('invalid_request_error');
  expect(error?.message).toContain(message);
});

test('methods that the amount rules out are not expected of the PaymentIntent', () => {
  const dear = { amount: 300_001, payment_method_types: ['card'] };
  expect(findMismatch({ ...options, ...dear }, { ...paymentIntent, ...dear })).toBeUndefined();
});
