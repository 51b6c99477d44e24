import { expect, test } from 'vitest';
import { readPlayReadyRequest, writePlayReadyFault, writePlayReadyLicense } from './playready-license';
import { wrapKey } from './wrap-key';

const kid = new Uint8Array(Buffer.from('a1a2a3a4b1b241c291d2e1e2e3e4e5e6', 'hex'));
const otherKid = new Uint8Array(Buffer.from('a1a2a3a4b1b241c291d2e1e2e3e4e5e7', 'hex'));
const [guid, otherGuid] = ['pKOiobKxwkGR0uHi4+Tl5g==', 'pKOiobKxwkGR0uHi4+Tl5w=='];

const header = (version: string, inside: string) =>
  `<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="${version}">` +
  `<DATA>${inside}</DATA></WRMHEADER>`;
const newest = header(
  '4.3.0.0',
  `<PROTECTINFO><KIDS><KID ALGID="AESCBC" VALUE="${guid}"></KID><KID ALGID="AESCBC" VALUE="${otherGuid}"/></KIDS></PROTECTINFO>`,
);
const soap = (headers: string) =>
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
  '<AcquireLicense xmlns="http://schemas.microsoft.com/DRM/2007/03/protocols"><challenge>' +
  '<Challenge xmlns="http://schemas.microsoft.com/DRM/2007/03/protocols/messages">' +
  '<LA xmlns="http://schemas.microsoft.com/DRM/2007/03/protocols" Id="SignedData"><Version>1</Version>' +
  `<ContentHeader>${headers}</ContentHeader></LA></Challenge></challenge></AcquireLicense></soap:Body></soap:Envelope>`;
const read = (text: string) => readPlayReadyRequest(new TextEncoder().encode(text));

test.each([
  ['4.0.0.0', `<PROTECTINFO><KEYLEN>16</KEYLEN></PROTECTINFO><KID>${guid}</KID>`],
  ['4.1.0.0', `<PROTECTINFO><KID ALGID="AESCTR" VALUE="${guid}"></KID></PROTECTINFO>`],
  ['4.2.0.0', `<PROTECTINFO><KIDS><KID ALGID="AESCTR" VALUE="${guid}"></KID></KIDS></PROTECTINFO>`],
])('the KID of a header %s is turned into network order', (version, inside) => {
  expect(read(soap(header(version, inside)))).toEqual({ kids: [kid] });
});

test('a header 4.3 names several KIDs', () => {
  expect(read(soap(newest))).toEqual({ kids: [kid, otherKid] });
});

test.each([
  [
    'the wrapped message',
    `<PlayReadyKeyMessage>${soap(newest).replace(/^<\?.*?\?>/, '')}</PlayReadyKeyMessage>`,
  ],
  ['a DOCTYPE', soap(newest).replace('?>', '?><!DOCTYPE x [<!ENTITY e "">]>')],
  ['a comment', soap(`<!-- ${newest} -->${newest}`)],
  ['two headers', soap(newest + newest)],
  ['broken XML', soap(newest).replace('</LA>', '')],
  ['a KID of another length', soap(newest.replace(guid, 'pKOiobI='))],
  ['an unknown version', soap(newest.replace('4.3.0.0', '9.0.0.0'))],
  ['a header without a KID', soap(header('4.3.0.0', '<PROTECTINFO></PROTECTINFO>'))],
  ['nothing', ''],
])('%s is refused', (_name, text) => {
  expect(read(text)).toBeUndefined();
});

test('UTF-16 is refused', () => {
  expect(readPlayReadyRequest(Buffer.from(soap(newest), 'utf16le'))).toBeUndefined();
});

test('an answer has one binary license for each key, with its KID as a GUID, its expiry and the key hidden', () => {
  const key = new Uint8Array(16).fill(7);
  const now = new Date(1_800_000_000_000);
  const answer = writePlayReadyLicense({
    keys: [
      { kid, key },
      { kid: otherKid, key },
    ],
    licenseSeconds: 600,
    now,
  });
  const text = new TextDecoder().decode(answer);
  expect(text).toMatch(/<AcquireLicenseResponse[\s>]/);
  const licenses = [...text.matchAll(/<License>([^<]+)</g)].map(([, each = '']) =>
    Buffer.from(each, 'base64'),
  );
  expect(licenses.map((each) => each.toString('base64', 8, 24))).toEqual([guid, otherGuid]);
  const [license] = licenses;
  expect(license?.toString('latin1', 0, 4)).toBe('XMR\0');
  const expiry = license?.indexOf(Buffer.from([0, 3, 0, 0x12, 0, 0, 0, 16])) ?? 0;
  expect([license?.readUInt32BE(expiry + 8), license?.readUInt32BE(expiry + 12)]).toEqual([
    1_800_000_000, 1_800_000_600,
  ]);
  expect(license?.subarray(-16)).toEqual(Buffer.from(wrapKey({ kid, key })));
});

test('a fault is SOAP and its words are escaped', () => {
  const text = new TextDecoder().decode(writePlayReadyFault({ statusCode: '0x8004C600', message: 'a < b' }));
  expect(text).toMatch(/<soap:Fault>.*a &lt; b.*<StatusCode>0x8004C600<\/StatusCode>/);
});
