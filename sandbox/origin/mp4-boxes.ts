/** One box of ISO/IEC 14496-12: `start` of its header, `body` behind the 8-byte header, `end` behind it all. */
export interface Mp4Box {
  type: string;
  start: number;
  body: number;
  end: number;
}

/** The boxes between two offsets, one level deep. Throws on a size that does not fit; knows no 64-bit sizes. */
export function* readBoxes(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Mp4Box> {
  let start = from;
  while (start + 8 <= to) {
    const end = start + viewOf(bytes).getUint32(start);
    if (end < start + 8 || end > to) throw new Error(`The box at ${start} does not fit.`);
    yield { type: readText(bytes, start + 4, 4), start, body: start + 8, end };
    start = end;
  }
}

/** The first box at a path such as `moov/trak/mdia`. Throws when there is none. */
export function findBox(bytes: Uint8Array, path: string, within?: Mp4Box): Mp4Box {
  let found = within ?? { type: 'file', start: 0, body: 0, end: bytes.length };
  for (const type of path.split('/')) {
    const next = [...readBoxes(bytes, found.body, found.end)].find((box) => box.type === type);
    if (next === undefined) throw new Error(`There is no ${type} of ${path}.`);
    found = next;
  }
  return found;
}

/** A box around its payload. */
export function box(type: string, ...payload: Uint8Array[]): Uint8Array {
  const size = payload.reduce((sum, part) => sum + part.length, 8);
  return concatBytes([uint32(size), ascii(type), ...payload]);
}

/** A box that starts with a version and 24 bits of flags. */
export function fullBox(
  type: string,
  [version, flags]: [number, number],
  ...payload: Uint8Array[]
): Uint8Array {
  return box(type, uint32(version * 0x1000000 + flags), ...payload);
}

export function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value & 0xff);
}

export function uint32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, index) => viewOf(bytes).setUint32(4 * index, value));
  return bytes;
}

export function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setInt32(0, value);
  return bytes;
}

export function uint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setBigUint64(0, value);
  return bytes;
}

/** One byte per character. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function readText(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

export function concatBytes(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
