import { expect, test } from 'vitest';
import { type CountryRule, isCountryAllowed } from './country-rule';

const onlyJapan: CountryRule = { mode: 'only', countries: ['JP'], unknown: 'refuse' };
const notThere: CountryRule = { mode: 'except', countries: ['US', 'CA'], unknown: 'allow' };

test.each([
  ['no rule, unknown country', undefined, undefined, true],
  ['only Japan, in Japan', onlyJapan, 'JP', true],
  ['only Japan, elsewhere', onlyJapan, 'KR', false],
  ['only Japan, unknown and refused', onlyJapan, undefined, false],
  ['only Japan, unknown and allowed', { ...onlyJapan, unknown: 'allow' } as const, undefined, true],
  ['all but two, in one of them', notThere, 'CA', false],
  ['all but two, elsewhere', notThere, 'JP', true],
  ['all but two, unknown and refused', { ...notThere, unknown: 'refuse' } as const, undefined, false],
])('%s', (_name, rule, country, allowed) => {
  expect(isCountryAllowed(rule, country)).toBe(allowed);
});
