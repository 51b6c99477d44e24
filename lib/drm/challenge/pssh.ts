import { contentIdFromBytes } from '@/lib/domain/content-id';
import { type Kid, kidFromBytes } from '@/lib/domain/kid';
import { joinNamed, MAX_KIDS, type NamedContent } from './named-content';
import { type Layout, readMessage } from './protobuf';

const WIDEVINE_SYSTEM_ID = 'edef8ba979d64acea3c827dcd51d21ed';
const PSSH = 0x70737368;
/** size 4, type 4, version and flags 4, system id 16 */
const HEADER_BYTES = 28;

const data = { keyIds: 2, contentId: 4, type: 11 } as const;
const SINGLE = 0;

/**
 * `WidevinePsshData` of shaka-packager. Left out, hence refused, is every field by which a newer server finds keys that
 * we would not see: 8 grouped_license, 12 key_sequence, 13 group_ids, 14 entitled_keys and what may come after.
 */
const psshData: Layout = {
  fields: {
    1: 'varint', // algorithm
    [data.keyIds]: 'repeated bytes',
    3: 'bytes', // provider
    [data.contentId]: 'bytes',
    5: 'bytes', // track_type
    6: 'bytes', // policy: castLabs' own; our token's rights go before it
    7: 'varint', // crypto_period_index
    9: 'varint', // protection_scheme
    10: 'varint', // crypto_period_seconds
    [data.type]: 'varint',
  },
  others: 'refused',
};

/** What a Widevine PSSH's data names; an empty content id names nothing. Undefined when malformed or of another type. */
export function readPsshData(bytes: Uint8Array): NamedContent | undefined {
  const message = readMessage(bytes, psshData);
  if (message === undefined || (message.varint(data.type) ?? SINGLE) !== SINGLE) return undefined;
  const kids = readKids(message.all(data.keyIds));
  const named = message.bytes(data.contentId);
  if (kids === undefined || named === undefined || named.length === 0)
    return kids && { kids, contentIds: [] };
  const contentId = contentIdFromBytes(named);
  return contentId && { kids, contentIds: [contentId] };
}

/**
 * What a run of Widevine PSSH boxes names (ISO/IEC 23001-7 §8.1, versions 0 and 1). Undefined when a box is malformed,
 * of another system, or names other keys in its header than in its data: servers differ in which one they read.
 */
export function readPsshBoxes(bytes: Uint8Array): NamedContent | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: (NamedContent | undefined)[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size = bytes.length - at < HEADER_BYTES ? 0 : view.getUint32(at);
    if (size < HEADER_BYTES || size > bytes.length - at) return undefined;
    parts.push(readBox(bytes.subarray(at, at + size)));
    at += size;
  }
  return joinNamed(parts);
}

function readBox(box: Uint8Array): NamedContent | undefined {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const systemId = Buffer.from(box.subarray(12, HEADER_BYTES)).toString('hex');
  const version = view.getUint32(8);
  if (view.getUint32(4) !== PSSH || systemId !== WIDEVINE_SYSTEM_ID || version >>> 24 > 1) return undefined;
  if ((version & 0xffffff) !== 0) return undefined;
  const header = version === 0 ? { kids: [], end: HEADER_BYTES } : readHeaderKids(box);
  if (header === undefined || box.length < header.end + 4) return undefined;
  const start = header.end + 4;
  if (view.getUint32(header.end) !== box.length - start) return undefined;
  const body = readPsshData(box.subarray(start));
  if (body === undefined || header.kids.length === 0) return body;
  if (body.kids.length > 0 && !haveSameKids(header.kids, body.kids)) return undefined;
  return { kids: header.kids, contentIds: body.contentIds };
}

function readHeaderKids(box: Uint8Array): { kids: readonly Kid[]; end: number } | undefined {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const start = HEADER_BYTES + 4;
  const count = box.length < start ? MAX_KIDS + 1 : view.getUint32(HEADER_BYTES);
  const end = start + count * 16;
  if (count > MAX_KIDS || end > box.length) return undefined;
  const at = Array.from({ length: count }, (_, index) => start + index * 16);
  const kids = readKids(at.map((offset) => box.subarray(offset, offset + 16)));
  return kids && { kids, end };
}

function readKids(chunks: readonly Uint8Array[]): readonly Kid[] | undefined {
  const kids = chunks.flatMap((chunk) => kidFromBytes(chunk) ?? []);
  return kids.length === chunks.length ? kids : undefined;
}

function haveSameKids(one: readonly Kid[], other: readonly Kid[]): boolean {
  return one.every((kid) => other.includes(kid)) && other.every((kid) => one.includes(kid));
}
