import type { Kid } from '@/lib/domain/kid';
import { kidBytes } from './test-widevine';

/** The base64 of a key id's GUID, as a PlayReady header has it. */
export function guidOf(kid: Kid): string {
  const guid = Buffer.from(kidBytes(kid));
  guid.subarray(0, 4).reverse();
  guid.subarray(4, 6).reverse();
  guid.subarray(6, 8).reverse();
  return guid.toString('base64');
}

export function header40(kid: Kid): string {
  const info = '<PROTECTINFO><KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO>';
  return header('4.0.0.0', `${info}<KID>${guidOf(kid)}</KID><LA_URL>https://a.example/?a=1&amp;b=2</LA_URL>`);
}

export function header41(kid: Kid): string {
  return header('4.1.0.0', `<PROTECTINFO><KID VALUE="${guidOf(kid)}" ALGID="AESCTR"></KID></PROTECTINFO>`);
}

export function header42(kids: readonly Kid[], version = '4.2.0.0'): string {
  const each = kids.map((kid) => `<KID ALGID='AESCBC' VALUE='${guidOf(kid)}'/>`).join('\n');
  return header(version, `<PROTECTINFO LICENSEREQUESTED="true"><KIDS>${each}</KIDS></PROTECTINFO>`);
}

export function header(version: string, data: string): string {
  const namespace = 'http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader';
  return `<WRMHEADER xmlns="${namespace}" version="${version}"><DATA>${data}</DATA></WRMHEADER>`;
}

/** The request around these headers, with the parts that a real one has beside them. */
export function soap(...headers: readonly string[]): string {
  return soapOf(headers.map((each) => `<ContentHeader>${each}</ContentHeader>`).join(''));
}

export function soapOf(contentHeaders: string): string {
  const ms = 'http://schemas.microsoft.com/DRM/2007/03/protocols';
  return (
    '<?xml version="1.0" encoding="utf-8"?>\r\n' +
    '<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
    `<AcquireLicense xmlns="${ms}"><challenge><Challenge xmlns="${ms}/messages">` +
    `<LA xmlns="${ms}" Id="SignedData" xml:space="preserve"><Version>1</Version>${contentHeaders}` +
    '<CLIENTINFO><CLIENTVERSION>10.0.16384.10011</CLIENTVERSION></CLIENTINFO>' +
    '<LicenseNonce>U9WysleTindM/gVQyExDdw==</LicenseNonce><ClientTime>1706149441</ClientTime>' +
    '<CustomData>&lt;KID&gt;AAAAAAAAAAAAAAAAAAAAAA==&lt;/KID&gt;</CustomData>' +
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>' +
    '<CipherValue>AAECAwQFBgcICQoLDA0ODw==</CipherValue></CipherData></EncryptedData></LA>' +
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>AAEC</SignatureValue></Signature>' +
    '</Challenge></challenge></AcquireLicense></soap:Body></soap:Envelope>'
  );
}

/** The CDM's message around a SOAP message. */
export function keyMessage(inner: string): string {
  return (
    '<PlayReadyKeyMessage type="LicenseAcquisition"><LicenseAcquisition Version="1">' +
    `<Challenge encoding="base64encoded">${Buffer.from(inner).toString('base64')}</Challenge>` +
    '<HttpHeaders><HttpHeader><name>Content-Type</name><value>text/xml</value></HttpHeader></HttpHeaders>' +
    '</LicenseAcquisition></PlayReadyKeyMessage>'
  );
}
