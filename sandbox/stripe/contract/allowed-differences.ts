/** Where the twin's answers may differ from the record, and why. One that no answer shows fails the test. */
export const allowedDifferences: Readonly<Record<string, string>> = {
  'missing charge.refunds':
    'since API version 2022-11-15 Stripe shows it only where it is expanded; the product lists',
  'missing charge.payment_method_details.card': 'of cards only; the fixture is one',
  'missing payment_method.card': 'of cards only; the fixture is one',
  'missing refund.destination_details.card': 'of cards only; the fixture is one',
};
