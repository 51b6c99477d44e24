/** A packager's content id (MediaPackage: `ResourceId`), here always its bytes as lower-case hexadecimal digits. */
export type ContentId = string & { readonly __brand: 'ContentId' };

const MAX_BYTES = 256;

/** Takes a content id as people write it: text, or `hex:` and its bytes. Undefined when empty or over 256 bytes. */
export function parseContentId(text: string): ContentId | undefined {
  if (!text.startsWith('hex:')) return contentIdFromBytes(new TextEncoder().encode(text));
  const hex = text.slice('hex:'.length).toLowerCase();
  return /^([0-9a-f]{2})+$/.test(hex) && hex.length <= MAX_BYTES * 2 ? (hex as ContentId) : undefined;
}

export function contentIdFromBytes(bytes: Uint8Array): ContentId | undefined {
  if (bytes.length === 0 || bytes.length > MAX_BYTES) return undefined;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') as ContentId;
}
