import { expect, test } from 'vitest';
import { field, message } from '@/lib/drm/challenge/test-widevine';
import { readServiceCertificate } from './widevine-certificate';

test('the inner certificate comes out byte for byte', () => {
  const certificate = Buffer.from('0a05010203040512020607', 'hex');
  const reply = message(field(1, 5), field(2, certificate));
  expect(Buffer.from(reply).subarray(0, 2).toString('hex')).toBe('0805');
  expect(Buffer.from(readServiceCertificate(reply) ?? [])).toEqual(certificate);
});

test.each([
  ['a license', message(field(1, 2), field(2, 'x'))],
  ['an empty certificate', message(field(1, 5), field(2, ''))],
  ['no certificate', field(1, 5)],
  ['two certificates', message(field(1, 5), field(2, 'a'), field(2, 'b'))],
  ['HTML', Buffer.from('<html>')],
])('%s is none', (_, bytes) => {
  expect(readServiceCertificate(bytes)).toBeUndefined();
});
