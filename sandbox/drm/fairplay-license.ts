import { createHash } from 'node:crypto';
import { wrapKey } from './wrap-key';

export interface FairPlayRequest {
  /** One: an SPC is about one content key. */
  kids: Uint8Array[];
  /** What stands behind `skd://`, or the KID in hexadecimal digits. */
  assetId: string;
}

export interface FairPlayGrant {
  key: { kid: Uint8Array; key: Uint8Array; iv: Uint8Array };
  licenseSeconds: number;
}

const version = 1;
const payloadStart = 176;
/** Tags of the blocks in SPC and CKC (FairPlay Streaming, "TLLV"). */
const tags = {
  assetId: '1bf7f53f5d5d5a1f',
  contentKey: '58b38165af0e3d5a',
  duration: '47acf6a418cd091a',
} as const;
const keyIsLeased = 0x1a4bde7e;

/**
 * Reads a Server Playback Context. The layout is Apple's: version, reserved, IV, wrapped key, SHA-1 of the application
 * certificate, payload; the payload is only masked, not encrypted. Undefined unless it was made with this vendor's
 * certificate and names one asset whose id holds a KID.
 */
export function readSpc(bytes: Uint8Array): FairPlayRequest | undefined {
  const spc = Buffer.from(bytes);
  if (spc.length < payloadStart || spc.readUInt32BE(0) !== version) return undefined;
  if (spc.readUInt32BE(4) !== 0 || spc.readUInt32BE(172) !== spc.length - payloadStart) return undefined;
  if (!spc.subarray(152, 172).equals(certificateHash())) return undefined;
  const blocks = readBlocks(mask(spc.subarray(payloadStart)));
  const [asset, ...more] = blocks?.filter(({ tag }) => tag === tags.assetId) ?? [];
  if (asset === undefined || more.length > 0) return undefined;
  const assetId = asset.value.toString('utf8');
  const kid = /^[0-9a-f]{32}/.exec(assetId.toLowerCase().replaceAll('-', ''))?.[0];
  return kid === undefined ? undefined : { kids: [new Uint8Array(Buffer.from(kid, 'hex'))], assetId };
}

/** A Content Key Context: the key with its IV, and how many seconds it may be used. It names no KID, as the original. */
export function writeCkc({ key, licenseSeconds }: FairPlayGrant): Uint8Array {
  const payload = Buffer.concat([
    writeBlock(tags.contentKey, Buffer.concat([key.iv, wrapKey(key)])),
    writeBlock(tags.duration, uint32(licenseSeconds, 0, keyIsLeased, 0)),
  ]);
  const iv = createHash('sha256').update(payload).digest().subarray(0, 16);
  return new Uint8Array(Buffer.concat([uint32(version, 0), iv, uint32(payload.length), mask(payload)]));
}

/** The application certificate of this vendor's one customer: X.509 in DER, self-signed; its key was thrown away. */
export function fairplayCertificate(): Uint8Array {
  return new Uint8Array(Buffer.from(certificate, 'base64'));
}

function certificateHash(): Buffer {
  return createHash('sha1').update(fairplayCertificate()).digest();
}

function readBlocks(payload: Buffer): { tag: string; value: Buffer }[] | undefined {
  const blocks: { tag: string; value: Buffer }[] = [];
  for (let at = 0; at < payload.length;) {
    if (at + 16 > payload.length) return undefined;
    const [blockLength, valueLength] = [payload.readUInt32BE(at + 8), payload.readUInt32BE(at + 12)];
    const end = at + 16 + blockLength;
    if (valueLength > blockLength || end > payload.length) return undefined;
    blocks.push({
      tag: payload.toString('hex', at, at + 8),
      value: payload.subarray(at + 16, at + 16 + valueLength),
    });
    at = end;
  }
  return blocks;
}

function writeBlock(tag: string, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(tag, 'hex'), uint32(value.length, value.length), value]);
}

/** In place of AES: nobody but the two ends should read it, and no reader takes it for text. */
function mask(payload: Uint8Array): Buffer {
  return Buffer.from(payload.map((byte) => byte ^ 0x5a));
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

const certificate =
  'MIIChjCCAe+gAwIBAgIURftlWZ64wHK4BSdCe3APtqJTZbswDQYJKoZIhvcNAQELBQAwVTELMAkGA1UEBhMCSlAxGzAZBgNVBAoM' +
  'EktleUZvcmdlIChzYW5kYm94KTEpMCcGA1UEAwwgRmFpclBsYXkgYXBwbGljYXRpb24gY2VydGlmaWNhdGUwHhcNMjYxMTIyMjAy' +
  'MjQ1WhcNNDYxMTE3MjAyMjQ1WjBVMQswCQYDVQQGEwJKUDEbMBkGA1UECgwSS2V5Rm9yZ2UgKHNhbmRib3gpMSkwJwYDVQQDDCBG' +
  'YWlyUGxheSBhcHBsaWNhdGlvbiBjZXJ0aWZpY2F0ZTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAnHUYYLlKdcD+JqSP5CdQ' +
  'N68yQ0BKebNCLGUZXMx2vYTuCdv5g3aTNl8I9eU3FDxeUtzplgNAzmgbEdwLd0BYpKWcAwvD91aWHYY+c0T+KSdgWtjh2dCyxHLV' +
  '4ShyaBXAmKj5Yr2nu8CBJBgPETOGCUmJIsYDjezCuhmmQhU1mmcCAwEAAaNTMFEwHQYDVR0OBBYEFLRdacB+Lja5SK2KBkg0pow1' +
  'L8SyMB8GA1UdIwQYMBaAFLRdacB+Lja5SK2KBkg0pow1L8SyMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEANZdE' +
  'tGp5aGYmgpgXfhNhORQDJ/zEz94oHP08bnXKZp3b427unqY8dR/2aexGk0dLd05NVn2Z8G80kzonbLw5yqWiIgsKfhIelgpZBTpW' +
  'w0bKF7M+gwkUoFgvXLq6xkvyBUvEAep77OYqiU3jaoEbP+BIckhloT+D21/9kVjdPLY=';
