/** Where each property of selling is shown: by SQL after every run, by a watch during it, or by a test of its own. */
export interface Shown {
  readonly file: string;
  /** Words of the property there, or the name of the test. */
  readonly by: string;
}

const money = 'scripts/simulate/check-money.ts';
const refunds = 'scripts/simulate/check-refunds.ts';
const seats = 'scripts/simulate/check-seats.ts';
const promos = 'scripts/simulate/check-promos.ts';
const rest = 'scripts/simulate/check-rest.ts';
const records = 'scripts/simulate/check-records.ts';
const replay = 'scripts/simulate/check-replay.ts';

export const shownWhere: Readonly<Record<string, readonly Shown[]>> = {
  P1: [{ file: money, by: 'money that stays with us has all the tickets' }],
  P2: [{ file: money, by: 'no active paid ticket without a succeeded PaymentIntent' }],
  P3: [{ file: seats, by: 'held and sold never exceeded the seats at any commit' }],
  P4: [{ file: seats, by: 'at rest nothing is held' }],
  P5: [{ file: rest, by: 'every order comes to an end' }],
  P6: [{ file: money, by: 'at most one payment carries an order' }],
  P7: [
    { file: replay, by: 'what was applied once changes nothing when it comes again' },
    { file: 'lib/sales/any-order.test.ts', by: 'ends in the same rows whatever the order of its notices' },
  ],
  P8: [{ file: replay, by: 'what was applied once changes nothing when it comes again' }],
  P9: [{ file: refunds, by: 'our rows that have not failed add up to what Stripe says' }],
  P10: [{ file: 'scripts/simulate/forged-webhook.ts', by: 'an unsigned, stale or altered webhook' }],
  P11: [
    { file: 'e2e/buy.spec.ts', by: 'the order page is the buyer’s alone and does not believe its address' },
  ],
  P12: [
    { file: money, by: 'what is charged is the order total' },
    { file: 'scripts/simulate/buyer-acts.ts', by: 'nobody acts on the order of another' },
    { file: 'e2e/buy.spec.ts', by: 'added by hand holds nothing' },
  ],
  P13: [
    { file: records, by: 'no price of a line was ever changed' },
    { file: records, by: 'a hold takes the price of its moment' },
  ],
  P14: [{ file: seats, by: 'an order whose seats were given back has no tickets' }],
  P15: [
    { file: 'app/api/license/[keySystem]/route.test.ts', by: 'entitlement_revoked once the ticket is' },
    { file: 'e2e/refund-revokes.spec.ts', by: 'ends playback in another window' },
  ],
  P16: [{ file: money, by: 'a won dispute restores the order, a lost one ends it' }],
  P17: [{ file: refunds, by: 'a line that was taken back has no right, and no other line has lost one' }],
  P18: [{ file: promos, by: 'never over its limit' }],
  P19: [{ file: refunds, by: 'an event that was canceled keeps no money and no ticket' }],
  P20: [{ file: seats, by: 'one right per viewer and day, whatever the number of tabs' }],
  P21: [{ file: records, by: 'no total from 1 to 49 yen' }],
  P22: [
    { file: records, by: 'the history of an order is unbroken' },
    { file: 'lib/sales/order-history.test.ts', by: 'nobody changes or removes what is written' },
  ],
  P23: [{ file: 'scripts/simulate/check.ts', by: 'no log line has' }],
  P24: [{ file: 'scripts/simulate/controls.test.ts', by: 'a copy without one safeguard' }],
};
