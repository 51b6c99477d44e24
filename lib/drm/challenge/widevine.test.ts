import { describe, expect, test } from 'vitest';
import { contentIdFromBytes } from '@/lib/domain/content-id';
import { type Kid, kidFromBytes } from '@/lib/domain/kid';
import { MAX_KIDS } from './named-content';
import {
  byCenc,
  byExistingLicense,
  byInitData,
  field,
  kidBytes,
  message,
  psshBox,
  psshData,
  requestId,
  widevineRequest,
} from './test-widevine';
import { readWidevineChallenge } from './widevine';

const kids = Array.from({ length: MAX_KIDS + 1 }, (_, n) => kidFromBytes(new Uint8Array(16).fill(n))).filter(
  (kid): kid is Kid => kid !== undefined,
);
const [kidA, kidB] = kids;
if (kidA === undefined || kidB === undefined) throw new Error('no key ids');
const onlyA = { kind: 'new', kids: [kidA], contentIds: [], requestId };
const read = (contentId: Uint8Array, type?: number) =>
  readWidevineChallenge(widevineRequest(contentId, type));
const dataA = psshData({ kids: [kidA] });
const cencOf = (...fields: readonly Uint8Array[]): Uint8Array => field(1, message(...fields));
const initOf = (...fields: readonly Uint8Array[]): Uint8Array => field(4, message(...fields));
const boxA = psshBox({ data: dataA });

test('every key and content id of every PSSH is reported, each once', () => {
  const both = byCenc(
    psshData({ kids: [kidA, kidB], contentId: 'a' }),
    psshData({ kids: [kidA], contentId: 'b' }),
  );
  const contentIds = ['a', 'b'].map((text) => contentIdFromBytes(Buffer.from(text)));
  expect(read(both)).toEqual({ kind: 'new', kids: [kidA, kidB], contentIds, requestId });
  expect(read(byInitData(boxA, psshBox({ data: psshData({ contentId: 'b' }), kids: [kidB] })))).toEqual({
    ...onlyA,
    kids: [kidA, kidB],
    contentIds: contentIds.slice(1),
  });
});

test('header and data of a box may name the same keys in any order', () => {
  const box = psshBox({ data: psshData({ kids: [kidA, kidB] }), kids: [kidB, kidA] });
  expect(read(byInitData(box))).toMatchObject({ kids: [kidB, kidA] });
});

test('an empty content id and the plain type of PSSH name nothing more', () => {
  expect(read(byCenc(message(dataA, field(4, ''), field(11, 0))))).toEqual(onlyA);
});

test('a request without a request id is one without', () => {
  expect(read(cencOf(field(1, dataA), field(2, 1)))).toEqual({ kind: 'new', kids: [kidA], contentIds: [] });
});

test('as many keys as the bound are read, one more is refused', () => {
  expect(read(byCenc(psshData({ kids: kids.slice(1) })))).toMatchObject({ kids: kids.slice(1) });
  expect(read(byCenc(psshData({ kids })))).toBeUndefined();
  expect(read(byCenc(psshData({ kids: kids.slice(1) }), dataA))).toBeUndefined();
  expect(read(byInitData(psshBox({ data: new Uint8Array(), kids })))).toBeUndefined();
});

describe('PSSH data is refused with', () => {
  test.each([
    ['a key id of 15 bytes', field(2, kidBytes(kidA).subarray(1))],
    ['an empty key id', field(2, '')],
    ['two content ids', message(field(4, 'a'), field(4, 'b'))],
    ['a content id that no event day can have', field(4, Buffer.alloc(257, 97))],
    ['7 bits of a content id that is a number', field(4, 1)],
    ['a grouped license', field(8, kidBytes(kidB))],
    ['the entitlement type', field(11, 1)],
    ['the entitled key type', field(11, 2)],
    ['a key sequence', field(12, 1)],
    ['group ids', field(13, kidBytes(kidB))],
    ['entitled keys', field(14, field(2, kidBytes(kidB)))],
    ['a field that is not known yet', field(100, kidBytes(kidB))],
  ])('%s', (_, extra) => {
    expect(read(byCenc(message(dataA, extra)))).toBeUndefined();
    expect(read(byInitData(psshBox({ data: message(dataA, extra) })))).toBeUndefined();
  });
});

describe('a content identification is refused with', () => {
  test.each([
    ['two ways of naming', message(byCenc(dataA), byInitData(boxA))],
    ['the same way twice', message(byCenc(dataA), byCenc(psshData({ kids: [kidB] })))],
    ['WebM', message(byCenc(dataA), field(2, field(1, kidBytes(kidB))))],
    ['WebM alone', field(2, field(1, kidBytes(kidA)))],
    ['an existing license beside new keys', message(byCenc(dataA), byExistingLicense())],
    ['an existing license only', byExistingLicense()],
    ['an unknown way', message(byCenc(dataA), field(5, field(1, kidBytes(kidB))))],
    ['nothing', new Uint8Array()],
    ['an offline license', cencOf(field(1, dataA), field(2, 2))],
    ['an automatic license type', cencOf(field(1, dataA), field(2, 3))],
    ['no license type', cencOf(field(1, dataA))],
    ['an empty request id', cencOf(field(1, dataA), field(2, 1), field(3, ''))],
    ['an endless request id', cencOf(field(1, dataA), field(2, 1), field(3, Buffer.alloc(65)))],
    ['an unknown field beside the PSSH', cencOf(field(1, dataA), field(2, 1), field(4, dataA))],
    ['an offline license by init data', initOf(field(1, 1), field(2, boxA), field(3, 2))],
    ['init data of WebM', initOf(field(1, 2), field(2, boxA), field(3, 1))],
    ['init data without boxes', initOf(field(1, 1), field(3, 1))],
  ])('%s', (_, contentId) => {
    expect(read(contentId)).toBeUndefined();
  });
});

describe('init data is refused with', () => {
  const patched = (at: number, byte: number): Uint8Array => Buffer.from(boxA).fill(byte, at, at + 1);
  test.each([
    ['a box of another system', psshBox({ data: dataA, systemId: '9a04f07998404286ab92e65be0885f95' })],
    ['a box of another kind', patched(4, 0x71)],
    ['version 2', patched(8, 2)],
    ['flags', patched(11, 1)],
    ['a size that ends within its data', patched(3, boxA.length - 1)],
    ['a data size that ends early', patched(31, dataA.length - 1)],
    ['bytes after the box', Buffer.concat([boxA, Buffer.alloc(3)])],
    ['size 0, which means up to the end', patched(3, 0)],
    ['other keys in the header', psshBox({ data: dataA, kids: [kidB] })],
    ['more keys in the header', psshBox({ data: dataA, kids: [kidA, kidB] })],
    ['fewer keys in the header', psshBox({ data: psshData({ kids: [kidA, kidB] }), kids: [kidA] })],
  ])('%s', (_, box) => {
    expect(read(byInitData(box))).toBeUndefined();
    expect(read(byInitData(boxA, box))).toBeUndefined();
  });
});

describe('renewal and release', () => {
  test.each([
    [2, 'renewal'],
    [3, 'release'],
  ] as const)('type %i names the first request by its id and no key', (type, kind) => {
    expect(read(byExistingLicense(), type)).toEqual({ kind, requestId });
    expect(read(byCenc(dataA), type)).toBeUndefined();
    expect(read(byInitData(boxA), type)).toBeUndefined();
    expect(read(message(byExistingLicense(), byCenc(dataA)), type)).toBeUndefined();
  });

  test('of an offline license, without an id or with two is refused', () => {
    const id = field(1, 'abc');
    expect(read(field(3, field(1, message(id, field(4, 2)))), 2)).toBeUndefined();
    expect(read(field(3, field(1, field(2, 'session'))), 2)).toBeUndefined();
    expect(read(field(3, message(field(1, id), field(1, id))), 2)).toBeUndefined();
    expect(read(field(3, field(1, message(id, id))), 2)).toBeUndefined();
  });
});

test.each([
  ['the same message as a license', Buffer.from(widevineRequest(byCenc(dataA))).fill(2, 1, 2)],
  ['the certificate request with more', message(field(1, 4), field(2, 'x'))],
  ['a request type that does not exist', widevineRequest(byCenc(dataA), 4)],
  ['a request without a type', message(field(1, 1), field(2, field(2, byCenc(dataA))))],
  ['two requests', message(widevineRequest(byCenc(dataA)), widevineRequest(byCenc(dataA)))],
  ['no request', field(1, 1)],
])('%s is no challenge', (_, bytes) => {
  expect(readWidevineChallenge(bytes)).toBeUndefined();
});
