import { expect, it } from 'vitest';
import { readAccount } from './contract-target';

const publishable = 'pk_test_1';

it('the contract is checked with the twin unless both keys of an account are there', () => {
  expect(readAccount({})).toBeUndefined();
  expect(readAccount({ STRIPE_CONTRACT_KEY: '', STRIPE_CONTRACT_PUBLISHABLE_KEY: '' })).toBeUndefined();
  for (const key of ['sk_test_1', 'rk_test_1']) {
    const environment = { STRIPE_CONTRACT_KEY: key, STRIPE_CONTRACT_PUBLISHABLE_KEY: publishable };
    expect(readAccount(environment)).toEqual({ key, publishableKey: publishable });
  }
});

it.each([
  ['sk_live_1', publishable],
  ['rk_live_1', publishable],
  ['sk_test_1', 'pk_live_1'],
  ['sk_test_1', ''],
  ['', publishable],
  [publishable, publishable],
])('%s with %s is refused and not repeated', (key, publishableKey) => {
  const environment = { STRIPE_CONTRACT_KEY: key, STRIPE_CONTRACT_PUBLISHABLE_KEY: publishableKey };
  expect(() => readAccount(environment)).toThrow(
    /^STRIPE_CONTRACT_\w+ must start with [a-z_]+( or rk_test_)?\.$/,
  );
});
