import { afterAll, describe } from 'vitest';
import { startContractTarget } from './contract-target';
import { apiCases } from './test-api-cases';
import { paymentCases } from './test-payment-cases';
import { refundCases } from './test-refund-cases';
import { konbiniCases, paypayCases } from './test-voucher-cases';

const target = await startContractTarget({
  STRIPE_CONTRACT_KEY: process.env.STRIPE_CONTRACT_KEY,
  STRIPE_CONTRACT_PUBLISHABLE_KEY: process.env.STRIPE_CONTRACT_PUBLISHABLE_KEY,
});
afterAll(() => target.close());

for (const method of target.lacks) {
  console.warn(`SKIPPED: this Stripe account has no ${method}, so its part of the contract is not checked.`);
}

describe(`what the product relies on, by ${target.name}`, () => {
  paymentCases(target);
  refundCases(target);
  apiCases(target);
  describe.skipIf(target.lacks.includes('konbini'))('konbini', () => konbiniCases(target));
  describe.skipIf(target.lacks.includes('paypay'))('PayPay', () => paypayCases(target));
});
