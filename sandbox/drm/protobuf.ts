/** The fields of one protobuf message: numbers (wire type 0) and byte strings (wire type 2) by field number. */
export type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/**
 * Reads a protobuf message. Undefined when it is cut off, has a field number 0, an integer over 2^53 or a wire type
 * other than varint and length-delimited: the messages of the license protocol have none of these.
 */
export function readFields(bytes: Uint8Array): Fields | undefined {
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const value = tag && readVarint(bytes, tag.end);
    if (value === undefined || tag === undefined || tag.value < 8) return undefined;
    const number = Math.floor(tag.value / 8);
    const earlier = fields.get(number) ?? [];
    if (tag.value % 8 === 0) {
      fields.set(number, [...earlier, value.value]);
      at = value.end;
    } else {
      at = value.end + value.value;
      if (tag.value % 8 !== 2 || at > bytes.length) return undefined;
      fields.set(number, [...earlier, new Uint8Array(bytes.subarray(value.end, at))]);
    }
  }
  return fields;
}

/** The number of a field that stands there exactly once. */
export function numberOf(fields: Fields | undefined, field: number): number | undefined {
  const [value, ...more] = fields?.get(field) ?? [];
  return typeof value === 'number' && more.length === 0 ? value : undefined;
}

/** The bytes of a field that stands there exactly once. */
export function bytesOf(fields: Fields | undefined, field: number): Uint8Array | undefined {
  const [value, ...more] = fields?.get(field) ?? [];
  return value instanceof Uint8Array && more.length === 0 ? value : undefined;
}

/** The message in a field that stands there exactly once. */
export function messageOf(fields: Fields | undefined, field: number): Fields | undefined {
  const bytes = bytesOf(fields, field);
  return bytes && readFields(bytes);
}

/** One field: a number, or bytes behind their length. */
export function writeField(field: number, value: number | Uint8Array): Uint8Array {
  if (typeof value === 'number') return Uint8Array.of(...varint(field * 8), ...varint(value));
  return Buffer.concat([Uint8Array.of(...varint(field * 8 + 2), ...varint(value.length)), value]);
}

/** A message of fields in the order given; undefined values are left out. */
export function writeMessage(...fields: [number, number | Uint8Array | undefined][]): Uint8Array {
  const parts = fields.flatMap(([field, value]) => (value === undefined ? [] : [writeField(field, value)]));
  return new Uint8Array(Buffer.concat(parts));
}

function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, end: start + index + 1 } : undefined;
  }
  return undefined;
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))];
}
