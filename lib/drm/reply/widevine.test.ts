import { describe, expect, test } from 'vitest';
import { parseKid } from '@/lib/domain/kid';
import { field, kidBytes, message } from '@/lib/drm/challenge/test-widevine';
import { isWithin, readWidevineLicense, type WidevineGrant } from './widevine';

const kidA = parseKid('a1a2a3a4b1b241c291d2e1e2e3e4e5e6');
const kidB = parseKid('b0b1b2b3c0c142d382e3f0f1f2f3f4f5');
if (kidA === undefined || kidB === undefined) throw new Error('no key ids');

const keyOf = (type: number, ...more: readonly Uint8Array[]): Uint8Array =>
  field(3, message(...more, field(2, Buffer.alloc(16)), field(3, Buffer.alloc(32)), field(4, type)));
const contentKey = (kid: string): Uint8Array => keyOf(2, field(1, kidBytes(kid)));
const license = (...fields: readonly Uint8Array[]): Uint8Array =>
  message(field(1, 2), field(2, message(...fields)), field(3, Buffer.alloc(32)));
const policyOf = (...fields: readonly Uint8Array[]): Uint8Array => field(2, message(field(1, 1), ...fields));
const id = field(1, field(1, Buffer.from('0a', 'hex')));

test('content keys, policy and request id are read, keys that open nothing are not', () => {
  const policy = policyOf(field(2, 1), field(3, 1), field(4, 10), field(5, 20), field(6, 30), field(15, 0));
  const bytes = license(
    id,
    policy,
    keyOf(1),
    contentKey(kidA),
    keyOf(4, field(1, 'operator')),
    contentKey(kidA),
  );
  expect(readWidevineLicense(bytes)).toEqual({
    requestId: '0a',
    kids: [kidA],
    canPersist: true,
    canRenew: true,
    licenseSeconds: 30,
    rentalSeconds: 10,
    playbackSeconds: 20,
  } satisfies WidevineGrant);
});

test('what a policy leaves out is without limit, a soft playback limit is none', () => {
  const without = {
    kids: [],
    canPersist: false,
    canRenew: false,
    licenseSeconds: 0,
    rentalSeconds: 0,
    playbackSeconds: 0,
  };
  expect(readWidevineLicense(license(id))).toEqual({ requestId: '0a', ...without });
  expect(readWidevineLicense(license(policyOf(field(5, 20), field(14, 1))))).toEqual(without);
});

describe('no license is', () => {
  test.each([
    ['an entitlement key', license(keyOf(5, field(1, kidBytes(kidA))))],
    ['a key of an unknown type', license(keyOf(6, field(1, kidBytes(kidA))))],
    ['a key without a type', license(field(3, field(1, kidBytes(kidA))))],
    ['a content key without an id', license(keyOf(2))],
    ['a content key with a short id', license(keyOf(2, field(1, 'kid')))],
    ['a content key with two ids', license(keyOf(2, field(1, kidBytes(kidA)), field(1, kidBytes(kidB))))],
    ['a key with two types', license(keyOf(2, field(1, kidBytes(kidA)), field(4, 1)))],
    ['one with two policies', license(policyOf(), policyOf(field(2, 1)))],
    ['one with two durations', license(policyOf(field(6, 600), field(6, 0)))],
    ['a request', message(field(1, 1), field(2, policyOf()))],
    ['a server error', message(field(1, 3), field(2, 'x'))],
    ['HTML', Buffer.from('<html>')],
    ['nothing', new Uint8Array()],
  ])('%s', (_, bytes) => {
    expect(readWidevineLicense(bytes)).toBeUndefined();
  });
});

describe('a grant is', () => {
  const limit = { kids: [kidA], licenseSeconds: 600 };
  const grant: WidevineGrant = {
    kids: [kidA],
    canPersist: false,
    canRenew: true,
    licenseSeconds: 600,
    rentalSeconds: 0,
    playbackSeconds: 0,
  };
  test.each<[string, boolean, Partial<WidevineGrant>]>([
    ['as decided', true, {}],
    ['a minute more', true, { licenseSeconds: 660 }],
    ['over a minute more', false, { licenseSeconds: 661 }],
    ['without end', false, { licenseSeconds: 0 }],
    [
      'ended by playback alone, which may begin days later',
      false,
      { licenseSeconds: 0, playbackSeconds: 600 },
    ],
    [
      'to be started in time and played out',
      true,
      { licenseSeconds: 0, rentalSeconds: 300, playbackSeconds: 300 },
    ],
    ['the same, too long', false, { licenseSeconds: 0, rentalSeconds: 400, playbackSeconds: 300 }],
    ['longer, with a short time to play', false, { licenseSeconds: 86_400, playbackSeconds: 600 }],
    ['only to be started in time', false, { licenseSeconds: 0, rentalSeconds: 600 }],
    ['of 2^64 seconds', false, { licenseSeconds: 2 ** 64 }],
    ['of another key', false, { kids: [kidB] }],
    ['of another key too', false, { kids: [kidA, kidB] }],
    ['of no key, as a renewal', true, { kids: [] }],
    ['to be kept', false, { canPersist: true }],
  ])('%s: %s', (_, expected, change) => {
    expect(isWithin({ ...grant, ...change }, limit)).toBe(expected);
  });
});
