import { expect, test } from 'vitest';
import { bytesOf, messageOf, numberOf, readFields, writeMessage } from './protobuf';
import { readWidevineRequest, widevineCertificate, writeWidevineLicense } from './widevine-license';
import { wrapKey } from './wrap-key';

/** Public layout, one KID, streaming, signature of filler. */
const oneKid = Buffer.from(
  'CAESURIwCi4KGBIQoaKjpLGyQcKR0uHi4+Tl5kjj3JWbBhABGhAAESIzRFVmd4iZqrvM3e7/GAEggPCdxwYwFUITZW5jcnlwdGVkLWNsaWVudC1pZBogBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
  'base64',
);
const kid = bytes('a1a2a3a4b1b241c291d2e1e2e3e4e5e6');
const otherKid = bytes('a1a2a3a4b1b241c291d2e1e2e3e4e5e7');
const requestId = bytes('00112233445566778899aabbccddeeff');
const key = bytes('0f0e0d0c0b0a09080706050403020100');

interface Draft {
  content?: Uint8Array;
  type?: number;
  client?: Uint8Array;
  signature?: Uint8Array;
}

function request({ content, type = 1, client = key, signature = key }: Draft): Uint8Array {
  return writeMessage([1, 1], [2, writeMessage([2, content], [3, type], [8, client])], [3, signature]);
}

function cenc(pssh: Uint8Array, licenseType = 1): Uint8Array {
  return writeMessage([1, writeMessage([1, pssh], [2, licenseType], [3, requestId])]);
}

test('a first request gives its KIDs, its content id and its request id', () => {
  expect(readWidevineRequest(oneKid)).toEqual({ kind: 'new', kids: [kid], requestId });
  const contentId = Buffer.from('hall');
  const pssh = writeMessage([2, kid], [2, otherKid], [4, contentId]);
  expect(readWidevineRequest(request({ content: cenc(pssh) }))).toEqual({
    kind: 'new',
    kids: [kid, otherKid],
    requestId,
    contentId: new Uint8Array(contentId),
  });
});

test('a whole pssh box in place of its data is read as well', () => {
  const data = writeMessage([2, kid]);
  const lead = Buffer.from('000000007073736800000000edef8ba979d64acea3c827dcd51d21ed00000000', 'hex');
  lead.writeUInt32BE(32 + data.length, 0);
  lead.writeUInt32BE(data.length, 28);
  const box = new Uint8Array(Buffer.concat([lead, data]));
  const content = (initData: Uint8Array) =>
    writeMessage([4, writeMessage([2, initData], [3, 1], [4, requestId])]);
  expect(readWidevineRequest(request({ content: content(box) }))).toEqual({
    kind: 'new',
    kids: [kid],
    requestId,
  });
  expect(readWidevineRequest(request({ content: content(box.slice(0, -1)) }))).toBeUndefined();
});

test('08 04 asks for the certificate, which comes as 08 05 with a certificate inside', () => {
  expect(readWidevineRequest(Uint8Array.of(8, 4))).toEqual({ kind: 'certificate' });
  const reply = widevineCertificate();
  expect([reply[0], reply[1]]).toEqual([8, 5]);
  expect(numberOf(messageOf(messageOf(readFields(reply), 2), 1), 1)).toBe(3);
});

test('no cut request is taken for a whole one', () => {
  for (let length = 0; length < oneKid.length; length += 1) {
    expect(readWidevineRequest(oneKid.subarray(0, length)), `${length} bytes`).toBeUndefined();
  }
});

const pssh = writeMessage([2, kid]);
test.each([
  ['no signature', { content: cenc(pssh), signature: new Uint8Array() }],
  ['no client identity', { content: cenc(pssh), client: new Uint8Array() }],
  ['an offline license', { content: cenc(pssh, 2) }],
  ['a short KID', { content: cenc(writeMessage([2, kid.slice(1)])) }],
  ['neither KID nor content id', { content: cenc(new Uint8Array()) }],
  ['two identifications at once', { content: Uint8Array.of(...cenc(pssh), ...cenc(pssh)) }],
  ['an unknown kind', { content: cenc(pssh), type: 4 }],
])('%s is refused', (_name, draft) => {
  expect(readWidevineRequest(request({ content: cenc(pssh) }))).toBeDefined();
  expect(readWidevineRequest(request(draft))).toBeUndefined();
});

test('a license shows its KIDs and its limits and hides the keys', () => {
  const license = writeWidevineLicense({
    requestId,
    keys: [{ kid, key }],
    licenseSeconds: 600,
    canRenew: true,
    renewAfterSeconds: 300,
  });
  expect([license[0], license[1]]).toEqual([8, 2]);
  const fields = messageOf(readFields(license), 2);
  const policy = messageOf(fields, 2);
  expect([1, 2, 3, 6, 9].map((field) => numberOf(policy, field))).toEqual([1, 0, 1, 600, 300]);
  const containers = (fields?.get(3) ?? []).map((value) =>
    value instanceof Uint8Array ? readFields(value) : undefined,
  );
  const content = containers.filter((container) => numberOf(container, 4) === 2);
  expect(content.map((container) => bytesOf(container, 1))).toEqual([kid]);
  const hidden = bytesOf(content[0], 3) ?? new Uint8Array();
  expect(wrapKey({ kid, key: hidden })).toEqual(key);
  expect(Buffer.from(license).includes(Buffer.from(key))).toBe(false);
});

test('a renewal names the keys of our license by its session id, a license from elsewhere has none', () => {
  const keys = [kid, otherKid].map((each) => ({ kid: each, key }));
  const license = writeWidevineLicense({ requestId, keys, licenseSeconds: 60, canRenew: true });
  const licenseId = bytesOf(messageOf(readFields(license), 2), 1);
  const renewal = (id: Uint8Array | undefined, type: number) =>
    readWidevineRequest(request({ content: writeMessage([3, writeMessage([1, id])]), type }));
  expect(renewal(licenseId, 2)).toEqual({ kind: 'renewal', requestId, kids: [kid, otherKid] });
  expect(renewal(licenseId, 3)).toMatchObject({ kind: 'release', requestId });
  const foreign = writeMessage([1, requestId], [2, Buffer.from('session-0001')]);
  expect(renewal(foreign, 2)).toBeUndefined();
});

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
