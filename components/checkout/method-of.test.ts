import { expect, it } from 'vitest';
import { methodOf } from './method-of';

it.each([
  [undefined, ['card', 'konbini'], 'card'],
  ['konbini', ['card', 'konbini'], 'konbini'],
  ['apple_pay', ['card', 'paypay'], 'card'],
  ['konbini', ['card'], 'card'],
  ['paypay', ['card', 'paypay'], 'paypay'],
] as const)('chosen %s of %j is %s', (chosen, offered, method) => {
  expect(methodOf(chosen, offered)).toBe(method);
});
