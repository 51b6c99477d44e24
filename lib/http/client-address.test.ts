import { expect, test } from 'vitest';
import { networkOf } from '@/lib/http/client-address';

test.each([
  ['203.0.113.7:41234', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6:41234', '2001:db8:1:2::/64'],
  ['[2001:db8::6]:41234', '2001:db8:0:0::/64'],
  ['2001:0db8:0001:0002:0003:0004:0005:0006', '2001:db8:1:2::/64'],
  ['nonsense', undefined],
  ['', undefined],
])('%j is counted as %j: one line, whatever its port', (header, network) => {
  expect(networkOf(header)).toBe(network);
});
