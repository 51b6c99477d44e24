/** A layer's known fields; `others` says whether fields beside them may be there unread. */
export interface Layout {
  readonly fields: Readonly<Record<number, 'varint' | 'bytes' | 'repeated bytes'>>;
  readonly others: 'skipped' | 'refused';
}

export interface Message {
  varint(field: number): number | undefined;
  bytes(field: number): Uint8Array | undefined;
  all(field: number): readonly Uint8Array[];
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

interface Field {
  readonly number: number;
  /** Undefined: four or eight bytes, which no field that we read has. */
  readonly value: number | Uint8Array | undefined;
}

interface Found {
  readonly varints: Map<number, number>;
  readonly chunks: Map<number, Uint8Array[]>;
}

export const MAX_FIELDS = 256;
const MAX_VARINT_BYTES = 10;
const MAX_TAG = 0xffffffff;

/**
 * One layer of a protobuf message (protobuf.dev "Encoding"); never goes into a nested one by itself, so the caller's
 * code fixes the depth. Undefined for whatever two readers could take differently: a singular field that comes twice
 * (some take the last, some merge), a wrong wire type, groups, longer varints than needed, tags over 32 bits, lengths
 * beyond the buffer, more than `MAX_FIELDS` fields. Varints over 2^53 come out rounded: compare them, do no arithmetic.
 */
export function readMessage(bytes: Uint8Array, layout: Layout): Message | undefined {
  const cursor: Cursor = { bytes, at: 0 };
  const found: Found = { varints: new Map(), chunks: new Map() };
  for (let count = 0; cursor.at < bytes.length; count += 1) {
    const field = count < MAX_FIELDS ? readField(cursor) : undefined;
    if (field === undefined || !keep(field, layout, found)) return undefined;
  }
  return {
    varint: (field) => found.varints.get(field),
    bytes: (field) => found.chunks.get(field)?.[0],
    all: (field) => found.chunks.get(field) ?? [],
  };
}

function keep(field: Field, layout: Layout, found: Found): boolean {
  const kind = layout.fields[field.number];
  if (kind === undefined) return layout.others === 'skipped';
  if (kind === 'varint') {
    if (typeof field.value !== 'number' || found.varints.has(field.number)) return false;
    found.varints.set(field.number, field.value);
    return true;
  }
  if (!(field.value instanceof Uint8Array)) return false;
  const earlier = found.chunks.get(field.number);
  if (earlier === undefined) found.chunks.set(field.number, [field.value]);
  else earlier.push(field.value);
  return earlier === undefined || kind === 'repeated bytes';
}

function readField(cursor: Cursor): Field | undefined {
  const tag = readVarint(cursor);
  if (tag === undefined || tag > MAX_TAG || tag < 8) return undefined;
  const number = Math.floor(tag / 8);
  switch (tag % 8) {
    case 0: {
      const value = readVarint(cursor);
      return value === undefined ? undefined : { number, value };
    }
    case 1:
      return take(cursor, 8) === undefined ? undefined : { number, value: undefined };
    case 2: {
      const length = readVarint(cursor);
      const value = length === undefined ? undefined : take(cursor, length);
      return value === undefined ? undefined : { number, value };
    }
    case 5:
      return take(cursor, 4) === undefined ? undefined : { number, value: undefined };
    default:
      return undefined;
  }
}

function readVarint(cursor: Cursor): number | undefined {
  let value = 0;
  for (let index = 0; index < MAX_VARINT_BYTES; index += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) return undefined;
    cursor.at += 1;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    const isLongerThanNeeded = byte === 0 && index > 0;
    const isOver64Bits = index === MAX_VARINT_BYTES - 1 && byte > 1;
    return isLongerThanNeeded || isOver64Bits ? undefined : value;
  }
  return undefined;
}

function take(cursor: Cursor, length: number): Uint8Array | undefined {
  if (length > cursor.bytes.length - cursor.at) return undefined;
  const taken = cursor.bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return taken;
}
