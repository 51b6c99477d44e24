import { expect, it } from 'vitest';
import ja from '@/messages/ja.json';
import { declineReason } from './decline-reason';

it.each([
  ['generic_decline', 'card_declined'],
  ['insufficient_funds', 'insufficient_funds'],
  ['expired_card', 'expired_card'],
  ['incorrect_cvc', 'incorrect_cvc'],
  ['payment_intent_authentication_failure', 'not_completed'],
  ['processing_error', 'processing_error'],
  ['a_code_of_next_year', 'unknown'],
  ['toString', 'unknown'],
  [undefined, 'unknown'],
])('%s is told as %s', (code, reason) => {
  expect(declineReason(code)).toBe(reason);
  expect(Object.keys(ja.checkout.decline)).toContain(reason);
});

it('a buyer is not told that the card is reported stolen', () => {
  expect(declineReason('stolen_card')).toBe('card_declined');
});

it.each([
  ['card', 'authentication_failed'],
  ['paypay', 'paypay_refused'],
] as const)('an authentication that failed with %s is told as %s', (method, reason) => {
  expect(declineReason('payment_intent_authentication_failure', method)).toBe(reason);
  expect(Object.keys(ja.checkout.decline)).toContain(reason);
});
