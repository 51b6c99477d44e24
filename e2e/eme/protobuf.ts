import { type Bytes, concat } from './bytes';

type Value = number | Bytes;

/** A protobuf message of varint and length-delimited fields. */
export function message(...fields: readonly (readonly [number, Value])[]): Bytes {
  return concat(
    ...fields.map(([field, value]) =>
      typeof value === 'number'
        ? concat(varint(field * 8), varint(value))
        : concat(varint(field * 8 + 2), varint(value.length), value),
    ),
  );
}

/** All fields of a message, in order. Throws when it is cut off. */
export function read(bytes: Bytes): { readonly field: number; readonly value: Value }[] {
  const fields: { field: number; value: Value }[] = [];
  let at = 0;
  const next = (): number => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new TypeError('The message is cut off.');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = next();
    const length = next();
    if (tag % 8 === 2) at += length;
    if (at > bytes.length) throw new TypeError('The message is cut off.');
    fields.push({ field: Math.floor(tag / 8), value: tag % 8 === 2 ? bytes.slice(at - length, at) : length });
  }
  return fields;
}

export function bytesAt(bytes: Bytes, field: number): Bytes {
  const found = read(bytes).find((entry) => entry.field === field)?.value;
  if (found instanceof Uint8Array) return found;
  throw new TypeError(`There are no bytes in field ${field}.`);
}

export function numberAt(bytes: Bytes, field: number): number | undefined {
  const found = read(bytes).find((entry) => entry.field === field)?.value;
  return typeof found === 'number' ? found : undefined;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
