import { expect, test } from 'vitest';
import { effectOfSucceededPayment, orderStates, type SettledFacts, settledState } from './order';

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

const paid: SettledFacts = {
  state: 'paid',
  isCarried: true,
  lines: 2,
  openLines: 2,
  isRefundedInFull: false,
  areRefundsDone: true,
  hasOpenDispute: false,
  hasLostDispute: false,
  areStraysDone: true,
};

test.each<[string, Partial<SettledFacts>, string | undefined]>([
  ['all its tickets', {}, 'paid'],
  ['one of two tickets', { openLines: 1 }, 'partially_refunded'],
  ['no ticket, and money on its way back', { openLines: 0, areRefundsDone: false }, 'refunding'],
  ['no ticket, and its money back', { openLines: 0 }, 'refunded'],
  ['a dispute', { hasOpenDispute: true }, 'disputed'],
  [
    'a dispute that came before its refund',
    { openLines: 0, areRefundsDone: false, hasOpenDispute: true },
    'disputed',
  ],
  ['a dispute that came after its refund', { openLines: 0, hasOpenDispute: true }, 'refunded'],
  ['a lost dispute', { hasLostDispute: true, openLines: 0, areRefundsDone: false }, 'refunded'],
  ['only money that did not fit', { isCarried: false, areStraysDone: false }, 'refunding'],
  ['only money that did not fit, and is back', { isCarried: false }, 'refunded'],
  [
    'disputed money that did not fit',
    { isCarried: false, areStraysDone: false, hasOpenDispute: true },
    'disputed',
  ],
  ['no money yet', { state: 'held' }, undefined],
])('an order with %s', (_name, facts, state) => {
  expect(settledState({ ...paid, ...facts })).toBe(state);
});
