import { XMLValidator } from 'fast-xml-parser';
import { wrapKey } from './wrap-key';

export interface PlayReadyGrant {
  keys: readonly { kid: Uint8Array; key: Uint8Array }[];
  licenseSeconds: number;
  now?: Date;
}

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
const protocols = 'http://schemas.microsoft.com/DRM/2007/03/protocols';
const name = (local: string) => `<(?:\\w+:)?${local}(?:\\s[^<>]*)?>`;
const requestPattern = new RegExp(
  `^${['Envelope', 'Body', 'AcquireLicense', 'challenge', 'Challenge', 'LA'].map(name).join('[^]*?')}[^]*?` +
    `${name('ContentHeader')}\\s*(<WRMHEADER\\s[^]*?</WRMHEADER>)\\s*</(?:\\w+:)?ContentHeader>[^]*</(?:\\w+:)?Envelope>$`,
);
const kidPatterns: Readonly<Record<string, RegExp>> = {
  '4.0.0.0': /<KID>([^<>]*)<\/KID>/g,
  '4.1.0.0': /<KID\s[^<>]*?VALUE="([^"]*)"/g,
  '4.2.0.0': /<KID\s[^<>]*?VALUE="([^"]*)"/g,
  '4.3.0.0': /<KID\s[^<>]*?VALUE="([^"]*)"/g,
};

/**
 * Reads a bare SOAP `AcquireLicense` message in UTF-8: the KIDs, big-endian, of its one WRMHEADER. Undefined for
 * anything else: the wrapped `PlayReadyKeyMessage`, UTF-16, a DOCTYPE, broken XML, a header without a KID.
 */
export function readPlayReadyRequest(bytes: Uint8Array): { kids: Uint8Array[] } | undefined {
  const text = decodeUtf8(bytes)?.trim();
  if (text === undefined || text.includes('<!') || XMLValidator.validate(text) !== true) return undefined;
  const header = requestPattern.exec(text.replace(/^<\?xml[^]*?\?>\s*/, ''))?.[1];
  if (header === undefined || text.match(/<WRMHEADER\s/g)?.length !== 1) return undefined;
  const pattern = kidPatterns[/\sversion="([^"]*)"/.exec(header)?.[1] ?? ''];
  if (pattern === undefined) return undefined;
  const kids = [...header.matchAll(pattern)].map(([, value = '']) => fromGuid(value));
  const whole = kids.filter((kid) => kid.length === 16);
  return whole.length > 0 && whole.length === kids.length ? { kids: whole } : undefined;
}

/** A SOAP `AcquireLicenseResponse` with one binary license for each key. */
export function writePlayReadyLicense({
  keys,
  licenseSeconds,
  now = new Date(),
}: PlayReadyGrant): Uint8Array {
  const begin = Math.floor(now.getTime() / 1000);
  const licenses = keys.map((key) => {
    const license = writeXmr({ ...key, begin, end: begin + licenseSeconds });
    return `<License>${license.toString('base64')}</License>`;
  });
  return envelope(
    `<AcquireLicenseResponse xmlns="${protocols}"><AcquireLicenseResult>` +
      `<Response xmlns="${protocols}/messages"><LicenseResponse xmlns="${protocols}">` +
      `<Version>1</Version><Licenses>${licenses.join('')}</Licenses></LicenseResponse></Response>` +
      '</AcquireLicenseResult></AcquireLicenseResponse>',
  );
}

/** How a PlayReady server says no, together with HTTP status 500; `statusCode` is an HRESULT such as `0x8004C600`. */
export function writePlayReadyFault({
  statusCode,
  message,
}: {
  statusCode: string;
  message: string;
}): Uint8Array {
  return envelope(
    '<soap:Fault><faultcode>soap:Server</faultcode>' +
      `<faultstring>System.Web.Services.Protocols.SoapException: ${escapeXml(message)}</faultstring>` +
      `<detail><Exception><StatusCode>${escapeXml(statusCode)}</StatusCode></Exception></detail></soap:Fault>`,
  );
}

/** Extensible Media Rights, the objects a pretended CDM needs: expiry (0x12), content key (0x0A). Big-endian. */
function writeXmr(license: { kid: Uint8Array; key: Uint8Array; begin: number; end: number }): Buffer {
  const expiry = xmrObject(0x12, uint32(license.begin, license.end));
  // Key type 1 (AES-128 CTR), key cipher 3 (ECC-256), length of the key.
  const keyHead = Buffer.from([0, 1, 0, 3, 0, 16]);
  const key = xmrObject(0x0a, Buffer.concat([swapGuid(license.kid), keyHead, wrapKey(license)]));
  const body = xmrObject(0x01, Buffer.concat([xmrObject(0x02, expiry), xmrObject(0x09, key)]));
  return Buffer.concat([Buffer.from('XMR\0'), uint32(3), swapGuid(license.kid), body]);
}

function xmrObject(type: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0, 3, 0, type]), uint32(payload.length + 8), payload]);
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

function fromGuid(value: string): Uint8Array {
  return /^[A-Za-z0-9+/]{22}==$/.test(value) ? swapGuid(Buffer.from(value, 'base64')) : new Uint8Array();
}

/** Microsoft GUID and back: the first three fields are little-endian. */
function swapGuid(bytes: Uint8Array): Uint8Array {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (index) => bytes[index] ?? 0);
}

function envelope(body: string): Uint8Array {
  const text =
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${soapNamespace}">` +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`;
  return new TextEncoder().encode(text);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
