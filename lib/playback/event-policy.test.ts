import { expect, test } from 'vitest';
import { defaultPolicy } from '@/lib/domain/playback-policy';
import { parseCountryRule, parsePolicy } from '@/lib/playback/event-policy';

test('what an event does not say is as by default', () => {
  expect(parsePolicy({})).toEqual(defaultPolicy);
  expect(parsePolicy({ hdcp: '2.2' })).toEqual({ ...defaultPolicy, hdcp: '2.2' });
});

test.each([
  { hdcp: 'HDCP_V2' },
  { licenseSeconds: null },
  { licenseSeconds: 1 },
  { securityLevel: 'L1' },
  { hdpc: '2.2' },
])('a misspelt policy protects nobody less: %j throws', (policy) => {
  expect(() => parsePolicy(policy)).toThrow();
});

test.each([
  { mode: 'except', countries: ['cn'], unknown: 'allow' },
  { mode: 'not', countries: ['CN'], unknown: 'allow' },
  { mode: 'only', countries: ['JP'] },
])('a misspelt country rule opens nothing: %j throws', (rule) => {
  expect(() => parseCountryRule(rule)).toThrow();
});
