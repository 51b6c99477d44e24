import { ascii, concatBytes, fullBox, uint32, viewOf } from './mp4-boxes';
import type { Scheme } from './sample-encryption';

export const systemIds = {
  /** W3C "cenc" Initialization Data Format, Common SystemID. */
  common: '1077efec-c0b2-4d02-ace3-3c1e52e2fb4b',
  widevine: 'edef8ba9-79d6-4ace-a3c8-27dcd51d21ed',
  playready: '9a04f079-9840-4286-ab92-e65be0885f95',
} as const;

interface Keys {
  kids: Uint8Array[];
  scheme: Scheme;
  contentId: string;
}

/** pssh version 1 that names the KIDs; ClearKey reads it. */
export function commonPssh(kids: Uint8Array[]): Uint8Array {
  return fullBox('pssh', [1, 0], systemId(systemIds.common), uint32(kids.length), ...kids, uint32(0));
}

/** pssh with a WidevinePsshData message: key_ids (2), content_id (4), protection_scheme (9). */
export function widevinePssh({ kids, scheme, contentId }: Keys): Uint8Array {
  const content = ascii(contentId);
  return vendorPssh(systemIds.widevine, [
    ...kids.flatMap((kid) => [Uint8Array.of(0x12, kid.length), kid]),
    Uint8Array.of(0x22, content.length),
    content,
    Uint8Array.of(0x48, ...varint(viewOf(ascii(scheme)).getUint32(0))),
  ]);
}

/** pssh with a PlayReady Object that holds one WRMHEADER 4.3. */
export function playreadyPssh(keys: Keys): Uint8Array {
  return vendorPssh(systemIds.playready, [playreadyObject(keys)]);
}

/** The system's own data in a pssh box of version 0; for PlayReady its PlayReady Object, as HLS carries it. */
export function payloadOfPssh(box: Uint8Array): Uint8Array {
  return box.subarray(32);
}

function playreadyObject({ kids, scheme }: Keys): Uint8Array {
  const algorithm = scheme === 'cbcs' ? 'AESCBC' : 'AESCTR';
  const list = kids.map((kid) => `<KID ALGID="${algorithm}" VALUE="${guid(kid)}"></KID>`);
  const header = utf16(
    '<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.3.0.0">' +
      `<DATA><PROTECTINFO><KIDS>${list.join('')}</KIDS></PROTECTINFO></DATA></WRMHEADER>`,
  );
  const lead = viewOf(new Uint8Array(10));
  lead.setUint32(0, header.length + 10, true);
  lead.setUint16(4, 1, true);
  lead.setUint16(6, 1, true);
  lead.setUint16(8, header.length, true);
  return concatBytes([new Uint8Array(lead.buffer), header]);
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}

/** Microsoft GUID: the first three fields are little-endian. */
function guid(kid: Uint8Array): string {
  const bytes = Buffer.from(kid);
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString('base64');
}

function vendorPssh(system: string, data: Uint8Array[]): Uint8Array {
  const payload = concatBytes(data);
  return fullBox('pssh', [0, 0], systemId(system), uint32(payload.length), payload);
}

function systemId(uuid: string): Uint8Array {
  return new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'));
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
