import { createHash, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { fairplayCertificate, readSpc, writeCkc } from './fairplay-license';
import { wrapKey } from './wrap-key';

const digits = 'a1a2a3a4b1b241c291d2e1e2e3e4e5e6';
const kid = new Uint8Array(Buffer.from(digits, 'hex'));
const assetTag = '1bf7f53f5d5d5a1f';

function block(tag: string, value: Buffer): Buffer {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(value.length, 0);
  lengths.writeUInt32BE(value.length, 4);
  return Buffer.concat([Buffer.from(tag, 'hex'), lengths, value]);
}

function spc(payload: Buffer, certificate = fairplayCertificate()): Buffer {
  const head = Buffer.alloc(176);
  head.writeUInt32BE(1, 0);
  createHash('sha1').update(certificate).digest().copy(head, 152);
  head.writeUInt32BE(payload.length, 172);
  return Buffer.concat([head, payload.map((byte) => byte ^ 0x5a)]);
}

const asset = (id: string) => block(assetTag, Buffer.from(id));

test.each([digits, 'A1A2A3A4-b1b2-41c2-91d2-e1e2e3e4e5e6:34135A24EA5BEF6B12734748A88CF63F'])(
  'the SPC of asset %s is about one key',
  (id) => {
    expect(readSpc(spc(Buffer.concat([block('0000000000000001', Buffer.alloc(5)), asset(id)])))).toEqual({
      kids: [kid],
      assetId: id,
    });
  },
);

test('an SPC that was made with another certificate is refused', () => {
  expect(readSpc(spc(asset(digits), new Uint8Array([1, 2, 3])))).toBeUndefined();
});

test('a broken SPC, two assets or none, and an asset without a KID are refused', () => {
  const whole = spc(asset(digits));
  expect(readSpc(whole.subarray(0, -1))).toBeUndefined();
  expect(readSpc(whole.subarray(0, 100))).toBeUndefined();
  expect(readSpc(spc(asset(digits).subarray(0, -1)))).toBeUndefined();
  expect(readSpc(spc(Buffer.concat([asset(digits), asset(digits)])))).toBeUndefined();
  expect(readSpc(spc(Buffer.alloc(0)))).toBeUndefined();
  expect(readSpc(spc(asset('hall-1')))).toBeUndefined();
});

test('a CKC holds the key, hidden, its IV and how long it lasts, and no KID', () => {
  const key = { kid, key: new Uint8Array(16).fill(7), iv: new Uint8Array(16).fill(9) };
  const ckc = Buffer.from(writeCkc({ key, licenseSeconds: 600 }));
  expect([ckc.readUInt32BE(0), ckc.readUInt32BE(4), ckc.readUInt32BE(24)]).toEqual([1, 0, ckc.length - 28]);
  const payload = Buffer.from(ckc.subarray(28).map((byte) => byte ^ 0x5a));
  expect(payload.subarray(16, 48)).toEqual(Buffer.concat([key.iv, wrapKey(key)]));
  expect(payload.readUInt32BE(64)).toBe(600);
  expect(payload.includes(Buffer.from(kid))).toBe(false);
});

test('the certificate is X.509 in DER', () => {
  expect(new X509Certificate(fairplayCertificate()).subject).toContain('FairPlay application certificate');
});
