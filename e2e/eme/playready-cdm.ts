import { base64, type Bytes, concat, fromBase64, random, readUint32, unwrapKey } from './bytes';
import { type Cdm, type Grant, refuse } from './cdm';
import { psshData } from './pssh';

const systemId = '9a04f079-9840-4286-ab92-e65be0885f95';
const protocols = 'http://schemas.microsoft.com/DRM/2007/03/protocols';
const soapAction = `"${protocols}/AcquireLicense"`;

export function createPlayReadyCdm(): Cdm {
  let header = '';
  return {
    async begin(initDataType, initData) {
      const object = initDataType === 'cenc' ? psshData(initData, systemId) : undefined;
      if (object === undefined) return refuse('The init data is not for PlayReady.');
      header = readHeader(object);
      return keyMessage(header);
    },
    async update(response) {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(response);
      const licenses = [...text.matchAll(/<License>([^<]+)<\/License>/g)].map(([, license = '']) =>
        readXmr(fromBase64(license)),
      );
      const [first, ...more] = await Promise.all(licenses);
      if (first === undefined) return refuse('There is no license in the answer.');
      const keys = [first, ...more].flatMap((license) => license.keys);
      return { grant: { keys, expiresAfter: first.expiresAfter } };
    },
    async renew() {
      return keyMessage(header);
    },
  };
}

/** PlayReady Object: length, count of records; then a record of type 1, whose text is the WRMHEADER. */
function readHeader(object: Bytes): string {
  if (readUint32(object, 0, true) !== object.length || object[6] !== 1)
    return refuse('The PlayReady Object is broken.');
  return new TextDecoder('utf-16le').decode(object.subarray(10));
}

/** The challenge in its wrapper, UTF-16LE: Shaka and hls.js take it out and send it with the headers. */
function keyMessage(header: string): Bytes {
  const nonce = base64(random(16));
  const soap =
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<soap:Body><AcquireLicense xmlns="${protocols}"><challenge><Challenge xmlns="${protocols}/messages">` +
    `<LA xmlns="${protocols}" Id="SignedData" xml:space="preserve"><Version>1</Version>` +
    `<ContentHeader>${header}</ContentHeader><CLIENTINFO><CLIENTVERSION>10.0.16384.10011</CLIENTVERSION></CLIENTINFO>` +
    `<LicenseNonce>${nonce}</LicenseNonce><ClientTime>${Math.floor(Date.now() / 1000)}</ClientTime>` +
    `<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherValue>${base64(random(600))}` +
    '</CipherValue></CipherData></EncryptedData></LA><Signature xmlns="http://www.w3.org/2000/09/xmldsig#">' +
    `<SignatureValue>${base64(random(64))}</SignatureValue></Signature>` +
    '</Challenge></challenge></AcquireLicense></soap:Body></soap:Envelope>';
  const httpHeader = (name: string, value: string) =>
    `<HttpHeader><name>${name}</name><value>${value}</value></HttpHeader>`;
  const text =
    '<PlayReadyKeyMessage type="LicenseAcquisition"><LicenseAcquisition Version="1">' +
    `<Challenge encoding="base64encoded">${btoa(soap)}</Challenge><HttpHeaders>` +
    `${httpHeader('Content-Type', 'text/xml; charset=utf-8')}${httpHeader('SOAPAction', soapAction)}` +
    '</HttpHeaders></LicenseAcquisition></PlayReadyKeyMessage>';
  return concat(...Array.from(text, (character) => [character.charCodeAt(0), 0]));
}

const containers = new Set([0x01, 0x02, 0x09]);

/** Extensible Media Rights: 24 bytes of header, then objects of flags, type, length; some hold objects. */
async function readXmr(license: Bytes): Promise<Grant> {
  if (license[0] !== 0x58) return refuse('The license is no XMR license.');
  let expiresAfter = Infinity;
  const wrapped: { kid: Bytes; key: Bytes }[] = [];
  const walk = (objects: Bytes): void => {
    for (let at = 0; at + 8 <= objects.length;) {
      const type = objects[at + 3] ?? 0;
      const length = readUint32(objects, at + 4);
      if (length < 8) return refuse('The license is broken.');
      const payload = objects.slice(at + 8, at + length);
      if (containers.has(type)) walk(payload);
      if (type === 0x12) expiresAfter = readUint32(payload, 4) - readUint32(payload, 0);
      if (type === 0x0a) wrapped.push({ kid: fromGuid(payload.slice(0, 16)), key: payload.slice(22, 38) });
      at += length;
    }
  };
  walk(license.slice(24));
  const keys = await Promise.all(
    wrapped.map(async ({ kid, key }) => ({ kid, key: await unwrapKey(kid, key) })),
  );
  return { keys, expiresAfter };
}

function fromGuid(guid: Bytes): Bytes {
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (at) => guid[at] ?? 0);
}
