export type Bytes = Uint8Array<ArrayBuffer>;

/** A copy of what a caller of EME hands over. */
export function copyOf(source: BufferSource): Bytes {
  const view = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return Uint8Array.from(view);
}

export function concat(...parts: readonly ArrayLike<number>[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian. */
export function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function readUint32(bytes: Bytes, at: number, littleEndian = false): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, littleEndian);
}

export function utf8(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function digest(name: 'SHA-1' | 'SHA-256', ...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(name, concat(...parts)));
}

/** Takes a content key out of a license as the DRM twin hides it there (sandbox/drm/wrap-key.ts). */
export async function unwrapKey(kid: Bytes, wrapped: Bytes): Promise<Bytes> {
  const mask = await digest('SHA-256', utf8('sandbox-cdm'), kid);
  return wrapped.map((byte, index) => byte ^ (mask[index] ?? 0));
}

export function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return hex(left) === hex(right);
}
