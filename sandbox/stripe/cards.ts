export interface Decline {
  code: string;
  declineCode?: string;
  message: string;
  param?: string;
}

export interface TestCard {
  brand: 'visa' | 'mastercard' | 'jcb' | 'amex';
  challenged: boolean;
  decline?: Decline;
  /** What comes by itself right after the money. */
  aftermath?: 'dispute' | 'fraud_warning';
  /** How a refund begins and, once it moves, ends. */
  refund?: 'pending' | 'fails';
}

const declines = {
  generic: { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' },
  insufficientFunds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  expired: { code: 'expired_card', message: 'Your card has expired.', param: 'exp_month' },
  incorrectCvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect.", param: 'cvc' },
  processing: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  notATestCard: {
    code: 'card_declined',
    declineCode: 'test_mode_live_card',
    message: 'Your card was declined. Your request was in test mode, but used a non test card.',
  },
} as const satisfies Record<string, Decline>;

/** docs.stripe.com/testing: the numbers and what becomes of them. */
const testCards = new Map<string, TestCard>([
  ['4242424242424242', { brand: 'visa', challenged: false }],
  ['4000003920000003', { brand: 'visa', challenged: false }],
  ['5555555555554444', { brand: 'mastercard', challenged: false }],
  ['3530111333300000', { brand: 'jcb', challenged: false }],
  ['3566002020360505', { brand: 'jcb', challenged: false }],
  ['378282246310005', { brand: 'amex', challenged: false }],
  ['4000000000000002', { brand: 'visa', challenged: false, decline: declines.generic }],
  ['4000000000009995', { brand: 'visa', challenged: false, decline: declines.insufficientFunds }],
  ['4000000000000069', { brand: 'visa', challenged: false, decline: declines.expired }],
  ['4000000000000127', { brand: 'visa', challenged: false, decline: declines.incorrectCvc }],
  ['4000000000000119', { brand: 'visa', challenged: false, decline: declines.processing }],
  ['4000000000000259', { brand: 'visa', challenged: false, aftermath: 'dispute' }],
  ['4000000000005423', { brand: 'visa', challenged: false, aftermath: 'fraud_warning' }],
  ['4000000000007726', { brand: 'visa', challenged: false, refund: 'pending' }],
  ['4000000000005126', { brand: 'visa', challenged: false, refund: 'fails' }],
  ['4000002500003155', { brand: 'visa', challenged: true }],
  ['4000002760003184', { brand: 'visa', challenged: true }],
  ['4000000000003220', { brand: 'visa', challenged: true }],
  ['4000008400001629', { brand: 'visa', challenged: true, decline: declines.generic }],
]);

const tokens = new Map([
  ['pm_card_visa', '4242424242424242'],
  ['pm_card_jp', '4000003920000003'],
  ['pm_card_mastercard', '5555555555554444'],
  ['pm_card_jcb', '3530111333300000'],
  ['pm_card_amex', '378282246310005'],
  ['pm_card_visa_chargeDeclined', '4000000000000002'],
  ['pm_card_chargeDeclined', '4000000000000002'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', '4000000000009995'],
  ['pm_card_chargeDeclinedInsufficientFunds', '4000000000009995'],
  ['pm_card_chargeDeclinedExpiredCard', '4000000000000069'],
  ['pm_card_chargeDeclinedIncorrectCvc', '4000000000000127'],
  ['pm_card_chargeDeclinedProcessingError', '4000000000000119'],
  ['pm_card_createDispute', '4000000000000259'],
  ['pm_card_createIssuerFraudRecord', '4000000000005423'],
  ['pm_card_pendingRefund', '4000000000007726'],
  ['pm_card_refundFail', '4000000000005126'],
  ['pm_card_authenticationRequiredOnSetup', '4000002500003155'],
  ['pm_card_authenticationRequired', '4000002760003184'],
  ['pm_card_threeDSecure2Required', '4000000000003220'],
  ['pm_card_threeDSecureRequiredChargeDeclined', '4000008400001629'],
]);

/** How a number behaves. A number that is no test card is declined as Stripe's test mode declines it. */
export function findTestCard(number: string): TestCard {
  return testCards.get(number) ?? { brand: 'visa', challenged: false, decline: declines.notATestCard };
}

/** The number behind a `pm_card_*` token, or undefined. */
export function findTokenNumber(token: string): string | undefined {
  return tokens.get(token);
}

/** 12 to 19 digits with a valid check digit (ISO/IEC 7812, Luhn). */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
