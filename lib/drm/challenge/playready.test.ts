import { describe, expect, test } from 'vitest';
import { type Kid, parseKid } from '@/lib/domain/kid';
import { MAX_KIDS } from './named-content';
import { readPlayReadyChallenge } from './playready';
import { playReadySoap } from './playready-soap';
import { guidOf, header, header40, header41, header42, keyMessage, soap, soapOf } from './test-playready';

const kids = Array.from({ length: 10_000 }, (_, n) => parseKid(n.toString(16).padStart(32, 'a'))).filter(
  (kid): kid is Kid => kid !== undefined,
);
const [kidA, kidB] = kids;
if (kidA === undefined || kidB === undefined) throw new Error('no key ids');
const guid = guidOf(kidB);
const read = (text: string) => readPlayReadyChallenge(Buffer.from(text));
const named = (...expected: readonly Kid[]) => ({ kind: 'new', kids: expected, contentIds: [] });
const messageA = soap(header40(kidA));

test.each([
  ['4.0', header40(kidA)],
  ['4.1', header41(kidA)],
  ['4.2', header42([kidA])],
  ['4.3', header42([kidA], '4.3.0.0')],
])('the key of header %s is read', (_, xml) => {
  expect(read(soap(xml))).toEqual(named(kidA));
});

test('the keys of every header count, in one content header or in several', () => {
  expect(read(soap(header40(kidA), header42([kidB, kidA])))).toEqual(named(kidA, kidB));
  expect(read(soapOf(`<ContentHeader>${header40(kidA)}${header41(kidB)}</ContentHeader>`))).toEqual(
    named(kidA, kidB),
  );
});

test.each([
  ['a domain, whose licenses can be stored', '<DS_ID>AAAAAAAAAAAAAAAAAAAAAA==</DS_ID>'],
  [
    'a content id of the packager’s own',
    '<CUSTOMATTRIBUTES><ContentID>event-b</ContentID></CUSTOMATTRIBUTES>',
  ],
  ['anything that we do not know', '<ENTITLEMENT>all</ENTITLEMENT>'],
])('a header with %s is refused: a server might grant by it', (_name, extra) => {
  const kid = `<KID>${guidOf(kidA)}</KID>`;
  expect(read(soap(header('4.0.0.0', kid)))).toEqual(named(kidA));
  expect(read(soap(header('4.0.0.0', kid + extra)))).toBeUndefined();
});

test('a prefix does not hide a key', () => {
  const prefixed = header40(kidB).replace(/(<\/?)(WRMHEADER|DATA|KID)\b/g, '$1p:$2');
  expect(read(soap(header40(kidA), prefixed))).toEqual(named(kidA, kidB));
});

test('an indented key id is the same key', () => {
  expect(read(messageA.replace('<KID>', '<KID>\r\n  ').replace('</KID>', '\r\n</KID>'))).toEqual(named(kidA));
});

test('at most 32 keys', () => {
  expect(read(soap(header42(kids.slice(0, MAX_KIDS))))).toEqual(named(...kids.slice(0, MAX_KIDS)));
  expect(read(soap(header42(kids.slice(0, MAX_KIDS + 1))))).toBeUndefined();
  expect(read(soap(header42(kids)))).toBeUndefined();
});

describe('refused is', () => {
  const inKid = (text: string): string => messageA.replace(guidOf(kidA), text);
  const after = (element: string, xml: string): string =>
    messageA.replace(`</${element}>`, `</${element}>${xml}`);
  test.each([
    ['a comment', inKid(`${guidOf(kidA)}<!-- x -->`)],
    ['a comment around a key', after('KID', `<!--<KID>${guid}</KID>-->`)],
    ['CDATA', inKid(`<![CDATA[${guidOf(kidA)}]]>`)],
    ['CDATA around a header', after('ContentHeader', `<![CDATA[${header40(kidB)}]]>`)],
    ['a processing instruction', after('KID', '<?x y?>')],
    ['a DOCTYPE', messageA.replace('<soap:Envelope', '<!DOCTYPE a><soap:Envelope')],
    ['a DOCTYPE in small letters', messageA.replace('<soap:Envelope', '<!doctype a><soap:Envelope')],
    ['a character reference in a key', inKid(guidOf(kidA).replace(/^./, '&#x41;'))],
    ['a key twice over', inKid(`${guidOf(kidA)}${guid}`)],
    ['a key without its last bits at zero', inKid(guidOf(kidA).replace(/.==$/, 'x=='))],
    ['a key of 15 bytes', inKid(Buffer.alloc(15).toString('base64'))],
    ['an element within a key', inKid(`<a>${guid}</a>`)],
    ['a key both as text and as value', messageA.replace('<KID>', `<KID VALUE="${guid}">`)],
    ['a value with a prefix', messageA.replace('<KID>', `<KID p:VALUE="${guid}">`)],
    ['a value twice', soap(header41(kidA).replace('VALUE=', `VALUE="${guid}" VALUE=`))],
    ['a value without quotes', soap(header41(kidA).replace(/VALUE="([^"]*)"/, 'VALUE=$1'))],
    ['a key in small letters', after('KID', `<kid>${guid}</kid>`)],
    ['a key in the custom data', messageA.replace('<CustomData>', `<CustomData><KID>${guid}</KID>`)],
    ['a key beside the header', after('ContentHeader', `<KID>${guid}</KID>`)],
    ['a header beside the content header', after('ContentHeader', header40(kidB))],
    ['a content header elsewhere', after('LA', `<ContentHeader>${header40(kidB)}</ContentHeader>`)],
    [
      'base64 in a content header elsewhere',
      after('LA', `<ContentHeader>${btoa(header40(kidB))}</ContentHeader>`),
    ],
    ['a header of an unknown version', soap(header('5.0.0.0', `<KID>${guidOf(kidA)}</KID>`))],
    ['a header without a version', messageA.replace('version="4.0.0.0"', '')],
    ['a header in base64', soapOf(`<ContentHeader>${btoa(header40(kidA))}</ContentHeader>`)],
    ['text beside the header', after('WRMHEADER', btoa(header40(kidB)))],
    ['no key', soap(header('4.2.0.0', '<PROTECTINFO></PROTECTINFO>'))],
    ['no header', soapOf('')],
    ['another request', messageA.replaceAll('AcquireLicense', 'JoinDomain')],
    ['another request beside it', after('AcquireLicense', '<JoinDomain></JoinDomain>')],
    ['a second body', after('soap:Body', '<Body></Body>')],
    ['a second root', `${messageA}<Envelope></Envelope>`],
    ['text after the root', `${messageA}x`],
    ['an open element', messageA.replace('</LA>', '')],
    ['crossed elements', messageA.replace('</DATA></WRMHEADER>', '</WRMHEADER></DATA>')],
    ['a claim of another encoding', messageA.replace('utf-8', 'utf-7')],
    ['XML 1.1', messageA.replace('version="1.0"', 'version="1.1"')],
    ['a null byte', messageA.replace('<Version>', '<Version>\u0000')],
    ['an end of CDATA in text', messageA.replace('<Version>', '<Version>]]>')],
    ['plain text', 'hello'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(text).not.toBe(messageA);
    expect(read(text)).toBeUndefined();
    expect(read(keyMessage(text))).toBeUndefined();
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(messageA), Buffer.from([0xff])])],
    ['a bare message in UTF-16', Buffer.from(messageA, 'utf16le')],
    ['half a UTF-16 character', Buffer.from(keyMessage(messageA), 'utf16le').subarray(1)],
    ['an odd number of UTF-16 bytes', Buffer.from(`${keyMessage(messageA)} `, 'utf16le').subarray(0, -1)],
    [
      'a UTF-16 message inside',
      Buffer.from(keyMessage('').replace('></Challenge', `>${btoa('<\0a\0>\0')}</Challenge`)),
    ],
  ])('%s', (_, bytes) => {
    expect(readPlayReadyChallenge(bytes)).toBeUndefined();
    expect(playReadySoap(bytes)).toBeUndefined();
  });
});

describe('the wrapper', () => {
  const wrapped = keyMessage(messageA);

  test('in UTF-16LE or UTF-8, with or without a byte order mark, gives the message byte for byte', () => {
    for (const bytes of [Buffer.from(wrapped), Buffer.from(wrapped, 'utf16le')]) {
      const mark = bytes[1] === 0 ? Buffer.from([0xff, 0xfe]) : Buffer.from([0xef, 0xbb, 0xbf]);
      for (const each of [bytes, Buffer.concat([mark, bytes])]) {
        expect(playReadySoap(each)).toEqual(Buffer.from(messageA));
        expect(readPlayReadyChallenge(each)).toEqual(named(kidA));
      }
    }
  });

  test.each([
    ['two challenges', wrapped.replace(/<Challenge.*<\/Challenge>/, (each) => `${each}${each}`)],
    [
      'two acquisitions',
      wrapped.replace(/<LicenseAcquisition V.*<\/LicenseAcquisition>/, (each) => each + each),
    ],
    ['another type', wrapped.replace('type="LicenseAcquisition"', 'type="Individualization"')],
    ['another encoding of the challenge', wrapped.replace('base64encoded', 'hex')],
    ['a challenge that is no base64', wrapped.replace('</Challenge>', '!</Challenge>')],
    ['a wrapper inside', keyMessage(wrapped)],
  ])('%s is refused', (_, text) => {
    expect(text).not.toBe(wrapped);
    expect(read(text)).toBeUndefined();
    expect(playReadySoap(Buffer.from(text))).toBeUndefined();
  });

  test('base64 in lines is still the same message', () => {
    const lines = wrapped.replace(
      />([A-Za-z0-9+/=]{70,})</,
      (_, text) => `>${String(text).replace(/.{64}/g, '$&\r\n')}<`,
    );
    expect(lines).not.toBe(wrapped);
    expect(playReadySoap(Buffer.from(lines))).toEqual(Buffer.from(messageA));
  });
});
