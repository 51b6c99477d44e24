/**
 * A second reader of Widevine requests, as forgiving as servers may be and written apart from the product's: it takes
 * what it can of broken messages, all of repeated fields, and boxes wherever they seem to begin. What it finds and the
 * product does not report would be a hole.
 */
export interface LenientNames {
  readonly kids: ReadonlySet<string>;
  readonly contentIds: ReadonlySet<string>;
}

type Pair = readonly [number, Uint8Array];

export function lenientNames(challenge: Uint8Array): LenientNames {
  const kids = new Set<string>();
  const contentIds = new Set<string>();
  const takeKid = (bytes: Uint8Array): void => {
    if (bytes.length === 16) kids.add(Buffer.from(bytes).toString('hex'));
  };
  const takeData = (data: Uint8Array): void => {
    for (const bytes of at(data, 2)) takeKid(bytes);
    for (const bytes of at(data, 4)) if (bytes.length > 0) contentIds.add(Buffer.from(bytes).toString('hex'));
    for (const nested of [...at(data, 8), ...at(data, 14)])
      for (const [, bytes] of pairs(nested)) takeKid(bytes);
    for (const bytes of at(data, 13)) takeKid(bytes);
  };
  for (const named of at(challenge, 2).flatMap((request) => at(request, 2))) {
    for (const cenc of at(named, 1)) at(cenc, 1).forEach(takeData);
    for (const webm of at(named, 2)) at(webm, 1).forEach(takeKid);
    for (const boxes of at(named, 4).flatMap((init) => at(init, 2))) takeBoxes(boxes, takeKid, takeData);
  }
  return { kids, contentIds };
}

type Take = (bytes: Uint8Array) => void;

function takeBoxes(bytes: Uint8Array, takeKid: Take, takeData: Take): void {
  const buffer = Buffer.from(bytes);
  for (let start = buffer.indexOf('pssh'); start >= 0; start = buffer.indexOf('pssh', start + 4)) {
    const version = buffer[start + 4];
    let end = start + 24;
    if (version === 1 && end + 4 <= buffer.length) {
      const count = buffer.readUInt32BE(end);
      end += 4;
      for (let n = 0; n < count && end + 16 <= buffer.length; n += 1, end += 16)
        takeKid(buffer.subarray(end, end + 16));
    }
    if (end + 4 <= buffer.length) takeData(buffer.subarray(end + 4, end + 4 + buffer.readUInt32BE(end)));
  }
}

/** All values of a field, and what a last-wins reader takes is among them. */
function at(bytes: Uint8Array, number: number): readonly Uint8Array[] {
  return pairs(bytes)
    .filter(([each]) => each === number)
    .map(([, value]) => value);
}

function pairs(bytes: Uint8Array): readonly Pair[] {
  const found: Pair[] = [];
  let index = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; index < bytes.length; shift += 7n) {
      const byte = bytes[index] ?? 0;
      index += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (index < bytes.length) {
    const tag = Number(varint() & 0xffffffffn);
    const wire = tag % 8;
    if (wire === 0) varint();
    else if (wire === 1) index += 8;
    else if (wire === 5) index += 4;
    else if (wire === 2) {
      const length = Number(varint() & 0xffffffffn);
      found.push([Math.floor(tag / 8), bytes.subarray(index, index + length)]);
      index += length;
    } else if (wire > 5) break;
  }
  return found;
}
