import type { Kid } from '@/lib/domain/kid';

/** Protobuf writing for tests: messages that no CDM would make, too. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

export function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

export function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

export function kidBytes(kid: string): Uint8Array {
  return Buffer.from(kid.replaceAll('-', ''), 'hex');
}

export interface PsshNames {
  readonly kids?: readonly Kid[];
  readonly contentId?: string;
}

export function psshData({ kids = [], contentId }: PsshNames): Uint8Array {
  const named = contentId === undefined ? [] : [field(4, contentId)];
  return message(...kids.map((kid) => field(2, kidBytes(kid))), field(3, 'provider'), ...named);
}

export const widevineSystemId = 'edef8ba979d64acea3c827dcd51d21ed';

export interface TestBox {
  readonly data: Uint8Array;
  /** Version 1 when given. */
  readonly kids?: readonly Kid[];
  readonly systemId?: string;
}

export function psshBox({ data, kids, systemId = widevineSystemId }: TestBox): Uint8Array {
  const header = kids === undefined ? [] : [uint32(kids.length), ...kids.map(kidBytes)];
  const version = uint32(kids === undefined ? 0 : 0x01000000);
  const rest = [
    Buffer.from('pssh'),
    version,
    Buffer.from(systemId, 'hex'),
    ...header,
    uint32(data.length),
    data,
  ];
  const body = Buffer.concat(rest);
  return Buffer.concat([uint32(body.length + 4), body]);
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const requestId = '00112233445566778899aabbccddeeff';
const requestIdBytes = Buffer.from(requestId, 'hex');

/** ContentIdentification by `cenc_id`. */
export function byCenc(...data: readonly Uint8Array[]): Uint8Array {
  const inner = message(...data.map((each) => field(1, each)), field(2, 1), field(3, requestIdBytes));
  return field(1, inner);
}

/** ContentIdentification by `init_data`. */
export function byInitData(...boxes: readonly Uint8Array[]): Uint8Array {
  return field(
    4,
    message(field(1, 1), field(2, Buffer.concat(boxes)), field(3, 1), field(4, requestIdBytes)),
  );
}

/** ContentIdentification by `existing_license`, as newer servers have it. */
export function byExistingLicense(id: Uint8Array = requestIdBytes): Uint8Array {
  const licenseId = message(field(1, id), field(2, 'session-1'), field(4, 1), field(5, 3), field(7, 600));
  return field(3, message(field(1, licenseId), field(2, 600), field(3, 1)));
}

/** A `SignedMessage` around a LicenseRequest of that type: 1 new, 2 renewal, 3 release. */
export function widevineRequest(contentId: Uint8Array, type = 1): Uint8Array {
  const request = message(
    field(2, contentId),
    field(3, type),
    field(4, 1_760_000_000),
    field(6, 21),
    field(8, 'encrypted client identity'),
  );
  return message(field(1, 1), field(2, request), field(3, Buffer.alloc(32, 7)));
}
