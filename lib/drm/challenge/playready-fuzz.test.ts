import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Kid, parseKid } from '@/lib/domain/kid';
import { playReadySoap } from './playready-soap';
import { readChallenge } from './read-challenge';
import { kids, mutate, mutations, runs } from './test-mutations';
import { guidOf, header40, header41, header42, keyMessage, soap, soapOf } from './test-playready';

const someKids = fc.array(kids, { minLength: 1, maxLength: 3 });
const headers = fc.array(
  fc.oneof(
    kids.map((kid) => ({ kids: [kid], xml: header40(kid) })),
    kids.map((kid) => ({ kids: [kid], xml: header41(kid) })),
    fc.tuple(someKids, fc.constantFrom('4.2.0.0', '4.3.0.0')).map(([each, version]) => ({
      kids: each,
      xml: header42(each, version),
    })),
  ),
  { minLength: 1, maxLength: 3 },
);
const form = fc.constantFrom('bare', 'utf8', 'utf16' as const);

function bytesOf(how: 'bare' | 'utf8' | 'utf16', text: string): Uint8Array {
  return Buffer.from(how === 'bare' ? text : keyMessage(text), how === 'utf16' ? 'utf16le' : 'utf8');
}

/** Every key id that a search by eye finds in what the vendor gets, in comments and all. */
function naiveKids(message: Uint8Array): readonly Kid[] {
  const text = Buffer.from(message).toString();
  const found: Kid[] = [];
  for (const [all] of text.matchAll(/<(?:[\w.-]+:)?KID\b[^>]*>[^<]*/gi)) {
    for (const [base64] of all.matchAll(/[A-Za-z0-9+/]{22}==/g)) {
      const hex = Buffer.from(base64, 'base64').toString('hex');
      const swapped = hex.replace(/^(..)(..)(..)(..)(..)(..)(..)(..)/, '$4$3$2$1$6$5$8$7');
      const kid = parseKid(swapped);
      if (kid !== undefined) found.push(kid);
    }
  }
  return found;
}

function isSound(bytes: Uint8Array): boolean {
  const challenge = readChallenge('playready', bytes);
  const message = playReadySoap(bytes);
  if (challenge === undefined) return false;
  const reported = challenge.kind === 'new' ? challenge.kids : [];
  if (message === undefined) throw new Error('read, but nothing to send');
  expect(reported).toEqual(expect.arrayContaining([...naiveKids(message)]));
  return true;
}

test('a request gives back exactly the keys of all its headers, and the message byte for byte', () => {
  const check = fc.property(form, headers, (how, each) => {
    const text = soap(...each.map((header) => header.xml));
    const bytes = bytesOf(how, text);
    const expected = {
      kind: 'new',
      kids: [...new Set(each.flatMap((header) => header.kids))],
      contentIds: [],
    };
    expect(readChallenge('playready', bytes)).toEqual(expected);
    expect(Buffer.from(playReadySoap(bytes) ?? []).equals(Buffer.from(text))).toBe(true);
  });
  fc.assert(check, { ...runs, numRuns: 1_000 });
});

test('damage never throws and never hides a key', () => {
  let accepted = 0;
  const damaged = fc.tuple(headers, mutations, form).map(([each, steps, how]) => {
    const text = Buffer.from(soap(...each.map((header) => header.xml)));
    // The message is damaged before it is wrapped, or the wrapping would catch nearly everything.
    return how === 'utf16'
      ? mutate(bytesOf(how, text.toString()), steps)
      : bytesOf(how, mutatedText(text, steps));
  });
  const check = fc.property(damaged, (bytes) => {
    if (isSound(bytes)) accepted += 1;
  });
  fc.assert(check, { ...runs, numRuns: 2_500 });
  expect(accepted).toBeGreaterThan(100);
});

function mutatedText(text: Uint8Array, steps: Parameters<typeof mutate>[1]): string {
  return Buffer.from(mutate(text, steps)).toString('latin1');
}

/** Pieces of headers in any order, most of them out of place: what damage by bytes seldom makes. */
const piece = fc.oneof(
  kids.map((kid) => `<KID>${guidOf(kid)}</KID>`),
  kids.map((kid) => `<p:KID VALUE="${guidOf(kid)}"/>`),
  kids.map((kid) => `<KID VALUE='${guidOf(kid)}'></KID>`),
  kids.map((kid) => `<!--<KID>${guidOf(kid)}</KID>-->`),
  kids.map((kid) => `<![CDATA[<KID>${guidOf(kid)}</KID>]]>`),
  fc.tuple(kids, kids).map(([one, other]) => `<KID VALUE="${guidOf(one)}">${guidOf(other)}</KID>`),
  kids.map(header40),
  fc.constantFrom(
    '<PROTECTINFO>',
    '</PROTECTINFO>',
    '<KIDS>',
    '</KIDS>',
    '<x/>',
    ' ',
    '&lt;',
    '<DATA>',
    '</DATA>',
  ),
);

test('contorted headers never hide a key', () => {
  let accepted = 0;
  const check = fc.property(
    kids,
    fc.array(piece, { maxLength: 3 }),
    fc.boolean(),
    (kid, pieces, isInside) => {
      const more = pieces.join('');
      const known = header40(kid);
      const inside = isInside ? known.replace('</DATA>', `${more}</DATA>`) : known + more;
      if (isSound(Buffer.from(soapOf(`<ContentHeader>${inside}</ContentHeader>`)))) accepted += 1;
    },
  );
  fc.assert(check, { ...runs, numRuns: 1_500 });
  expect(accepted).toBeGreaterThan(100);
});

test('10,000 keys, attributes or levels are refused', () => {
  const kid = parseKid('a1a2a3a4b1b241c291d2e1e2e3e4e5e6');
  if (kid === undefined) throw new Error('no key id');
  const times = (text: string): string => text.repeat(10_000);
  for (const [from, to] of [
    ['<KID>', times('<KID/>') + '<KID>'],
    ['<KID>', `<KID${times(' a=""')}>`],
    ['<DATA>', times('<a>')],
    ['<DATA>', times('<')],
    ['<DATA>', `<DATA${times(' ')}`],
  ] as const) {
    const text = soap(header40(kid)).replace(from, to).slice(0, 60_000);
    expect(readChallenge('playready', Buffer.from(text))).toBeUndefined();
  }
});
