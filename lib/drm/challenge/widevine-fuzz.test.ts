import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentIdFromBytes } from '@/lib/domain/content-id';
import { readChallenge } from './read-challenge';
import { lenientNames } from './test-lenient-widevine';
import { kids, mutate, mutations, runs } from './test-mutations';
import * as wv from './test-widevine';

const names = fc.record(
  { kids: fc.array(kids, { maxLength: 4 }), contentId: fc.string({ minLength: 1, maxLength: 20 }) },
  { requiredKeys: ['kids'] },
);
const parts = fc.array(names, { minLength: 1, maxLength: 3 });
const way = fc.constantFrom('cenc', 'v0', 'v1' as const);

function requestFor(how: 'cenc' | 'v0' | 'v1', named: readonly wv.PsshNames[]): Uint8Array {
  if (how === 'cenc') return wv.widevineRequest(wv.byCenc(...named.map(wv.psshData)));
  const boxes = named.map((part) => {
    const data = wv.psshData(part);
    return wv.psshBox(how === 'v1' ? { data, kids: part.kids ?? [] } : { data });
  });
  return wv.widevineRequest(wv.byInitData(...boxes));
}

const valid = fc.tuple(way, parts).map(([how, named]) => requestFor(how, named));
const existing = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 32 }), fc.constantFrom(2, 3))
  .map(([id, type]) => wv.widevineRequest(wv.byExistingLicense(id), type));

/** Well-formed messages with any fields, in any number and order, at every layer: what bit flips seldom make. */
const kidField = kids.map((kid) => wv.field(2, wv.kidBytes(kid)));
const plain = fc.oneof(
  kidField,
  fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(3)).map(([number, value]) => wv.field(number, value)),
  fc.tuple(fc.integer({ min: 1, max: 15 }), kids).map(([number, kid]) => wv.field(number, wv.kidBytes(kid))),
  fc.string({ maxLength: 8 }).map((text) => wv.field(4, text)),
);
const joined = (each: fc.Arbitrary<Uint8Array>, maxLength: number) =>
  fc.array(each, { minLength: 1, maxLength }).map((fields) => wv.message(...fields));
const anyData = fc.oneof({ weight: 3, arbitrary: joined(kidField, 2) }, joined(plain, 3));
const anyBox = fc
  .tuple(anyData, fc.option(fc.array(kids, { maxLength: 2 }), { nil: undefined }))
  .map(([data, header]) => wv.psshBox(header === undefined ? { data } : { data, kids: header }));
const anyIdentification = joined(
  fc.oneof(
    fc.array(anyData, { minLength: 1, maxLength: 2 }).map((data) => wv.byCenc(...data)),
    fc.array(anyBox, { minLength: 1, maxLength: 2 }).map((boxes) => wv.byInitData(...boxes)),
    { weight: 1, arbitrary: kids.map((kid) => wv.field(2, wv.field(1, wv.kidBytes(kid)))) },
    { weight: 1, arbitrary: fc.constant(wv.byExistingLicense()) },
  ),
  2,
);
const contorted = fc
  .tuple(fc.array(anyIdentification, { minLength: 1, maxLength: 2 }), fc.constantFrom(1, 1, 1, 2, 3))
  .map(([named, type]) => {
    const request = wv.message(...named.map((each) => wv.field(2, each)), wv.field(3, type));
    return wv.message(wv.field(1, 1), wv.field(2, request));
  });

/** Whether it was answered at all; fails when a forgiving reader finds a name that was not reported. */
function isSound(bytes: Uint8Array): boolean {
  const challenge = readChallenge('widevine', bytes);
  if (challenge === undefined) return false;
  const reported = challenge.kind === 'new' ? challenge : { kids: [], contentIds: [] };
  const found = lenientNames(bytes);
  expect(reported.kids.map((kid) => kid.replaceAll('-', ''))).toEqual(
    expect.arrayContaining([...found.kids]),
  );
  expect(reported.contentIds).toEqual(expect.arrayContaining([...found.contentIds]));
  return true;
}

test('a request gives back exactly the keys and content ids that went in', () => {
  const check = fc.property(way, parts, (how, named) => {
    const expectedKids = [...new Set(named.flatMap((part) => part.kids))];
    const texts = named.flatMap((part) => part.contentId ?? []);
    const contentIds = [...new Set(texts.map((text) => contentIdFromBytes(Buffer.from(text))))];
    const isEmpty = expectedKids.length === 0 && contentIds.length === 0;
    const expected = { kind: 'new', kids: expectedKids, contentIds, requestId: wv.requestId };
    expect(readChallenge('widevine', requestFor(how, named))).toEqual(isEmpty ? undefined : expected);
  });
  fc.assert(check, runs);
});

test('damage never throws and never hides a name', () => {
  let accepted = 0;
  const check = fc.property(fc.oneof(valid, existing), mutations, (bytes, steps) => {
    if (isSound(mutate(bytes, steps))) accepted += 1;
  });
  fc.assert(check, runs);
  expect(accepted).toBeGreaterThan(runs.numRuns / 20);
});

test('contorted messages never hide a name', () => {
  let accepted = 0;
  const check = fc.property(contorted, (bytes) => {
    if (isSound(bytes)) accepted += 1;
  });
  fc.assert(check, runs);
  expect(accepted).toBeGreaterThan(runs.numRuns / 20);
});

test('64 KiB of tiny fields at every layer are refused', () => {
  const many = Buffer.alloc(60_000, wv.field(15, 1));
  const kidFields = Buffer.alloc(60_000, wv.field(2, Buffer.alloc(16)));
  expect(readChallenge('widevine', many)).toBeUndefined();
  expect(readChallenge('widevine', wv.field(2, many))).toBeUndefined();
  expect(readChallenge('widevine', wv.widevineRequest(many))).toBeUndefined();
  expect(readChallenge('widevine', wv.widevineRequest(wv.byCenc(many)))).toBeUndefined();
  expect(readChallenge('widevine', wv.widevineRequest(wv.byCenc(kidFields)))).toBeUndefined();
  expect(
    readChallenge('widevine', wv.widevineRequest(wv.byInitData(wv.psshBox({ data: many })))),
  ).toBeUndefined();
  const empty = Array.from({ length: 1_800 }, () => wv.psshBox({ data: new Uint8Array() }));
  expect(readChallenge('widevine', wv.widevineRequest(wv.byInitData(...empty)))).toBeUndefined();
});
